// The `netfilterWorkbench.targets` setting as values. People write it by hand: an entry that makes no sense is left
// out here, and the settings editor says what is wrong with it.
import { embeddedVm, type SshTarget } from '../../../remote/src/target';

/** The targets of the setting, without doubles; the first of a name wins. */
export function parseTargets(setting: unknown): SshTarget[] {
  if (!Array.isArray(setting)) return [];
  const targets = new Map<string, SshTarget>();
  for (const entry of setting as unknown[]) {
    const target = parseTarget(entry);
    if (target !== undefined && !targets.has(target.name)) targets.set(target.name, target);
  }
  return [...targets.values()];
}

function parseTarget(entry: unknown): SshTarget | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined;
  const { name, host, user, port, identityFile, directory } = entry as Record<string, unknown>;
  if (!isWord(name) || !isWord(host) || name === embeddedVm.name) return undefined;
  return {
    kind: 'ssh',
    name,
    host,
    ...(isWord(user) && { user }),
    ...(isPort(port) && { port }),
    ...(isWord(identityFile) && { identityFile }),
    ...(isWord(directory) && { directory }),
  };
}

function isWord(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

function isPort(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 && value < 65_536;
}

/** What the input box of Add Target takes: `host`, `user@host`, `user@host:port`, `user@[2001:db8::1]:port`. */
export function parseDestination(text: string): Pick<SshTarget, 'host' | 'user' | 'port'> | undefined {
  const match = /^(?:([^@\s]+)@)?(?:\[([0-9A-Fa-f:.%\w]+)\]|([^@\s:[\]]+))(?::(\d{1,5}))?$/.exec(text.trim());
  if (match === null) return undefined;
  const [, user, address, name, port] = match;
  const host = address ?? name;
  if (host === undefined || host.startsWith('-') || user?.startsWith('-')) return undefined;
  if (port !== undefined && !isPort(Number(port))) return undefined;
  return { host, ...(user !== undefined && { user }), ...(port !== undefined && { port: Number(port) }) };
}
