// `--target`: the words a person types → a target. The embedded VM, or any machine that `ssh` would reach by the
// same words: hosts are named, and given users, ports and keys, in the SSH configuration and nowhere else.
import { resolve } from 'node:path';
import { embeddedVm, type SshTarget, type Target } from '../../remote/src/target';
import { UsageError } from './usage-error';

/** The options of every command that speaks to a target. */
export const targetOptions = {
  target: {
    type: 'string',
    short: 't',
    value: 'TARGET',
    help: 'vm (default), vm:SUITE, or [USER@]HOST[:PORT] as in your SSH configuration.',
  },
  'ssh-config': {
    type: 'string',
    short: 'F',
    value: 'FILE',
    help: 'Read FILE instead of your SSH configuration, like ssh -F.',
  },
} as const;

/** A target and how it is reached. */
export interface Connection {
  readonly target: Target;
  /** Absolute path of the SSH configuration, where it is not the user's own. */
  readonly configFile: string | undefined;
}

/** Reads the values of `targetOptions`. */
export function readConnection(values: {
  readonly target: string | undefined;
  readonly 'ssh-config': string | undefined;
}): Connection {
  const file = values['ssh-config'];
  return { target: parseTarget(values.target), configFile: file === undefined ? undefined : resolve(file) };
}

/** A suite of the test VM, and an instance as `nfw vm --instance` names it. */
const vmPattern = /^vm(?::(?<suite>[a-z]+))?(?:\/(?<instance>[\w.-]+))?$/;
const sshPattern =
  /^(?:ssh:\/\/)?(?:(?<user>[^@\s:/]+)@)?(?<host>\[[0-9a-fA-F:.%\w]+\]|[^@\s:/[\]]+)(?::(?<port>\d+))?\/?$/;

/** Reads a target. Throws a `UsageError` for words that can be none. */
export function parseTarget(words: string = embeddedVm.name): Target {
  const vm = vmPattern.exec(words)?.groups;
  if (vm === undefined) return parseSshTarget(words);
  const { suite = embeddedVm.suite, instance } = vm;
  return { ...embeddedVm, name: words, suite, ...(instance !== undefined && { instance }) };
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
