// From a target's name to everything a connection needs to know: SSH configuration → one HostConfig a hop.
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { SshTarget } from '../target';
import { UserError } from '../user-error';
import { readSshOptions, type ConfigQuery, type SshOptions } from './ssh-config';

/** One machine to log in to; of a chain of jump hosts, each has its own. */
export interface HostConfig {
  /** As the user calls it; used in sentences. */
  readonly name: string;
  readonly hostName: string;
  readonly port: number;
  readonly user: string;
  /** Private keys in the order to try; files that do not exist are left out at login. */
  readonly identityFiles: readonly string[];
  /** Whether the user logs in by a certificate, which ssh2 cannot. */
  readonly hasCertificate: boolean;
  /** Whether the agent may only offer the keys of `identityFiles`. */
  readonly identitiesOnly: boolean;
  /** Socket or pipe of the SSH agent, or `pageant`. */
  readonly agent: string | undefined;
  /** Known-hosts files; a new key is added to the first. */
  readonly knownHostsFiles: readonly string[];
  /** The name to look up in the known hosts, when it is not the host's own. */
  readonly hostKeyAlias: string | undefined;
  readonly hashKnownHosts: boolean;
  /** `refuse` when an unknown key must not even be asked about, `accept` when the user wants every new one. */
  readonly unknownHostKey: 'ask' | 'refuse' | 'accept';
  /** Milliseconds until a host that does not answer is given up. */
  readonly connectDeadline: number;
  /** Milliseconds between signs of life, and how many may stay unanswered. */
  readonly keepalive: { readonly interval: number; readonly count: number };
}

const longestChain = 8;

/**
 * The hosts to log in to, one through the other: jump hosts first, the target last. Rejects with a `UserError`
 * when the configuration names something that is not supported.
 */
export async function resolveHosts(
  target: SshTarget,
  options: { readonly configFile?: string; readonly signal: AbortSignal },
): Promise<HostConfig[]> {
  const shared = options.configFile === undefined ? {} : { configFile: options.configFile };
  const first: ConfigQuery = {
    ...shared,
    host: target.host,
    ...(target.user === undefined ? {} : { user: target.user }),
    ...(target.port === undefined ? {} : { port: target.port }),
  };
  const hosts: HostConfig[] = [];
  let queries: ConfigQuery[] = [first];
  // The list is walked from the target backwards; only the outermost host's own ProxyJump adds to it.
  for (let query = queries.pop(); query !== undefined; query = queries.pop()) {
    if (hosts.length === longestChain) throw jumpLoop(target.host);
    const found = await readSshOptions(query, options.signal);
    refuseProxyCommand(query.host, found);
    const isTarget = hosts.length === 0;
    hosts.unshift(
      hostConfig(isTarget ? target.name : query.host, found, isTarget ? target.identityFile : undefined),
    );
    if (queries.length === 0) queries = jumpsOf(found).map((jump) => ({ ...shared, ...jump }));
  }
  return hosts;
}

/** StrictHostKeyChecking. `no`, by which ssh would take changed keys as well, still asks here. */
const strictness: Readonly<Record<string, HostConfig['unknownHostKey']>> = {
  yes: 'refuse',
  true: 'refuse',
  'accept-new': 'accept',
};

function hostConfig(name: string, found: SshOptions, identityFile: string | undefined): HostConfig {
  const one = (option: string): string | undefined => found.get(option)?.[0];
  const files = (option: string): string[] => (found.get(option) ?? []).flatMap(splitPaths);
  const hostName = one('hostname') ?? name;
  const user = one('user') ?? '';
  const expand = (path: string): string => expandPath(path, { hostName, user });
  const seconds = (option: string): number => Number.parseInt(one(option) ?? '', 10) || 0;
  return {
    name,
    hostName,
    port: Number(one('port') ?? 22),
    user,
    identityFiles: (identityFile === undefined ? (found.get('identityfile') ?? []) : [identityFile]).map(
      expand,
    ),
    hasCertificate: found.has('certificatefile'),
    identitiesOnly: identityFile !== undefined || one('identitiesonly') === 'yes',
    agent: agentOf(one('identityagent'), expand),
    knownHostsFiles: [...files('userknownhostsfile'), ...files('globalknownhostsfile')]
      .filter((file) => file !== 'none')
      .map(expand),
    hostKeyAlias: one('hostkeyalias'),
    hashKnownHosts: one('hashknownhosts') === 'yes',
    unknownHostKey: strictness[one('stricthostkeychecking') ?? ''] ?? 'ask',
    connectDeadline: (seconds('connecttimeout') || 15) * 1000,
    keepalive: {
      interval: (seconds('serveraliveinterval') || 5) * 1000,
      count: seconds('serveralivecountmax') || 3,
    },
  };
}

/** `ssh -G` puts spaces between paths and quotes none of them, though a path may hold spaces itself. */
function splitPaths(value: string): string[] {
  return value.split(/ +(?=[/~%]|[A-Za-z]:[\\/]|__PROGRAMDATA__)/).filter((path) => path !== '');
}

/** The parts of ssh_config(5)'s tokens that appear in paths of keys. */
function expandPath(path: string, host: { hostName: string; user: string }): string {
  const tokens: Record<string, string> = {
    '%d': homedir(),
    '%h': host.hostName,
    '%r': host.user,
    '%%': '%',
  };
  const home = path === '~' || path.startsWith('~/') ? join(homedir(), path.slice(1)) : path;
  return home.replace(/^"(.*)"$/, '$1').replaceAll(/%[dhr%]/g, (token) => tokens[token] ?? token);
}

const windowsAgentPipe = '\\\\.\\pipe\\openssh-ssh-agent';

function agentOf(configured: string | undefined, expand: (path: string) => string): string | undefined {
  if (configured === 'none') return undefined;
  if (configured !== undefined && configured !== 'SSH_AUTH_SOCK') {
    return configured.startsWith('$')
      ? process.env[configured.slice(1).replace(/^\{(.*)\}$/, '$1')]
      : expand(configured);
  }
  const socket = process.env['SSH_AUTH_SOCK'];
  if (socket !== undefined && socket !== '') return socket;
  if (process.platform !== 'win32') return undefined;
  return existsSync(windowsAgentPipe) ? windowsAgentPipe : 'pageant';
}

/** `user@host:port,ssh://host` → queries, in the order they are passed through. */
function jumpsOf(found: SshOptions): ConfigQuery[] {
  const value = found.get('proxyjump')?.[0] ?? 'none';
  if (value === 'none') return [];
  return value.split(',').map((jump) => {
    const parts = /^(?:ssh:\/\/)?(?:([^@]*)@)?(\[[^\]]*\]|[^:]*)(?::(\d+))?\/?$/.exec(jump.trim());
    if (parts?.[2] === undefined) return { host: jump };
    return {
      host: parts[2].replace(/^\[(.*)\]$/, '$1'),
      ...(parts[1] === undefined ? {} : { user: parts[1] }),
      ...(parts[3] === undefined ? {} : { port: Number(parts[3]) }),
    };
  });
}

function refuseProxyCommand(host: string, found: SshOptions): void {
  const command = found.get('proxycommand')?.[0] ?? 'none';
  if (command === 'none') return;
  throw new UserError(
    `Your SSH configuration reaches ${host} through ProxyCommand, which is not supported here.`,
    'Use ProxyJump for this host instead: `ProxyCommand ssh -W %h:%p gateway` says the same as `ProxyJump gateway`.',
    { code: 'proxy-command' },
  );
}

function jumpLoop(host: string): UserError {
  return new UserError(
    `Your SSH configuration sends the way to ${host} through more than ${longestChain} hosts.`,
    'Look for ProxyJump lines that point at each other.',
    { code: 'jump-loop' },
  );
}
