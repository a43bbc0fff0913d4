// What the user's SSH configuration says about a host: from `ssh -G` where ssh is installed, which knows every
// rule of ssh_config(5), and from the file itself elsewhere.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { homedir, userInfo } from 'node:os';
import { join } from 'node:path';
import SSHConfig from 'ssh-config';
import { UserError } from '../user-error';
import { abortError } from './abort';

/** What a caller insists on, whatever the configuration says. */
export interface ConfigQuery {
  readonly host: string;
  readonly user?: string;
  readonly port?: number;
  /** Read instead of the user's configuration, like `ssh -F`. */
  readonly configFile?: string;
}

/** Option name in lower case → its values in order. */
export type SshOptions = ReadonlyMap<string, readonly string[]>;

/** Rejects with a `UserError` when the host's name or the configuration cannot be used. */
export async function readSshOptions(query: ConfigQuery, signal: AbortSignal): Promise<SshOptions> {
  // ssh takes a word that begins with a dash for an option, and runs what ProxyCommand says.
  if (/^-|\s|^$/.test(query.host)) {
    throw new UserError(
      `“${query.host}” is not the name of a host.`,
      'Set the host of the target to a name, an address or a Host alias of your SSH configuration.',
      { code: 'bad-host' },
    );
  }
  return (await askSsh(query, signal)) ?? (await readConfigFile(query));
}

async function askSsh(query: ConfigQuery, signal: AbortSignal): Promise<SshOptions | undefined> {
  const argv = ['-G'];
  if (query.configFile !== undefined) argv.push('-F', query.configFile);
  if (query.user !== undefined) argv.push('-l', query.user);
  if (query.port !== undefined) argv.push('-p', String(query.port));
  argv.push('--', query.host);
  return new Promise((resolve, reject) => {
    execFile('ssh', argv, { signal }, (error, stdout, stderr) => {
      if (error === null) resolve(parseSshOutput(stdout));
      else if (error.code === 'ENOENT') resolve(undefined);
      else if (signal.aborted) reject(abortError());
      else reject(badConfiguration(query.host, stderr, error));
    });
  });
}

function badConfiguration(host: string, stderr: string, cause: Error): UserError {
  const complaint = stderr.trim().split('\n').at(-1) ?? cause.message;
  return new UserError(
    `Your SSH configuration for ${host} has an error: ${complaint}.`,
    `Correct it; \`ssh -G ${host}\` shows the same error until then.`,
    { code: 'bad-ssh-config', cause },
  );
}

function parseSshOutput(text: string): SshOptions {
  const options = new Map<string, string[]>();
  for (const line of text.split(/\r?\n/)) {
    const space = line.indexOf(' ');
    if (space > 0) append(options, line.slice(0, space), line.slice(space + 1));
  }
  return options;
}

/** The same shape from the file alone, with the defaults that `ssh -G` would have filled in. */
async function readConfigFile(query: ConfigQuery): Promise<SshOptions> {
  const folder = join(homedir(), '.ssh');
  const text = await readFile(query.configFile ?? join(folder, 'config'), 'utf8').catch(() => '');
  const options = new Map<string, string[]>();
  for (const [name, value] of Object.entries(SSHConfig.parse(text).compute(query.host))) {
    for (const one of Array.isArray(value) ? value : [value]) append(options, name.toLowerCase(), one);
  }
  if (query.user !== undefined) options.set('user', [query.user]);
  if (query.port !== undefined) options.set('port', [String(query.port)]);
  const defaults: Record<string, string[]> = {
    hostname: [query.host],
    user: [userInfo().username],
    port: ['22'],
    identityfile: ['id_ed25519', 'id_ecdsa', 'id_rsa'].map((name) => join(folder, name)),
    userknownhostsfile: [join(folder, 'known_hosts')],
  };
  for (const [name, values] of Object.entries(defaults)) if (!options.has(name)) options.set(name, values);
  const [hostName = query.host] = options.get('hostname') ?? [];
  options.set('hostname', [hostName.replaceAll('%h', query.host)]);
  return options;
}

function append(options: Map<string, string[]>, name: string, value: string): void {
  const values = options.get(name);
  if (values === undefined) options.set(name, [value]);
  else values.push(value);
}
