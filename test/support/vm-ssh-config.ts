// The test VM as a host of an SSH configuration, for tests that treat it as any machine that ssh reaches.
import type { RunningVm } from '../../remote/src/vm/running-vm';

/** The host `lab1` with the VM's own key and pinned host key; nothing of the user's SSH set-up is asked. */
export function sshConfigOf(vm: RunningVm): string {
  const lines = [
    'Host lab1',
    `  HostName ${vm.host}`,
    `  Port ${vm.port}`,
    `  User ${vm.user}`,
    `  IdentityFile ${vm.identityFile}`,
    '  IdentityAgent none',
    `  UserKnownHostsFile ${vm.knownHostsFile}`,
    '  GlobalKnownHostsFile none',
    '  StrictHostKeyChecking yes',
  ];
  return lines.map((line) => `${line}\n`).join('');
}
