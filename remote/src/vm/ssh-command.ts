// The system's own ssh, pointed at a test VM: what `nfw vm ssh` and the editor's "Open Shell" run, and what a
// person may paste into a terminal.
import type { RunningVm } from './running-vm';

/**
 * The argv of an `ssh` that logs in to the VM with its pinned host key and its own key pair, and that reads
 * nothing of the user's SSH configuration. Append a command to run one instead of a shell.
 */
export function sshCommand(
  vm: Pick<RunningVm, 'host' | 'port' | 'user' | 'identityFile' | 'knownHostsFile'>,
): string[] {
  const settings = [
    'BatchMode=yes',
    'IdentitiesOnly=yes',
    'StrictHostKeyChecking=yes',
    `UserKnownHostsFile=${quoteForConfig(vm.knownHostsFile)}`,
    'GlobalKnownHostsFile=/dev/null',
    'LogLevel=ERROR',
  ];
  return [
    'ssh',
    '-F',
    '/dev/null',
    '-i',
    vm.identityFile,
    '-p',
    String(vm.port),
    ...settings.flatMap((setting) => ['-o', setting]),
    `${vm.user}@${vm.host}`,
  ];
}

/** UserKnownHostsFile takes a list separated by blanks, so a path with a blank must be quoted for it. */
function quoteForConfig(path: string): string {
  return `"${path.replaceAll('"', '\\"')}"`;
}
