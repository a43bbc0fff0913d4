// `--target`: the words a person types → a target. The embedded VM, or any machine that `ssh` would reach by the
// same words: hosts are named, and given users, ports and keys, in the SSH configuration and nowhere else.
import { embeddedVm, type SshTarget, type Target } from '../../remote/src/target';
import { UsageError } from './usage-error';

/** The option as commands list it. */
export const targetOption = {
  type: 'string',
  short: 't',
  value: 'TARGET',
  help: 'vm (default), vm:SUITE, or [USER@]HOST[:PORT] as in your SSH configuration.',
} as const;

const vmPattern = /^vm(?::(?<suite>[a-z]+))?$/;
const sshPattern =
  /^(?:ssh:\/\/)?(?:(?<user>[^@\s:/]+)@)?(?<host>\[[0-9a-fA-F:.%\w]+\]|[^@\s:/[\]]+)(?::(?<port>\d+))?\/?$/;

/** Reads a target. Throws a `UsageError` for words that can be none. */
export function parseTarget(words: string = embeddedVm.name): Target {
  const vm = vmPattern.exec(words);
  if (vm) return { ...embeddedVm, name: words, suite: vm.groups?.['suite'] ?? embeddedVm.suite };
  return parseSshTarget(words);
}

function parseSshTarget(words: string): SshTarget {
  const { user, host = '', port } = sshPattern.exec(words)?.groups ?? {};
  // A leading dash would be an option to the `ssh` that reads the configuration.
  if (host === '' || words.startsWith('-') || host.startsWith('-') || Number(port ?? 22) > 65535) {
    throw new UsageError(`--target is vm, vm:SUITE or [USER@]HOST[:PORT], not "${words}".`);
  }
  return {
    kind: 'ssh',
    name: words,
    host: host.replace(/^\[|\]$/g, ''),
    ...(user !== undefined && { user }),
    ...(port !== undefined && { port: Number(port) }),
  };
}
