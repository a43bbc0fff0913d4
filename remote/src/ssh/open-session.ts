// Opens a session: SSH configuration → a chain of hosts, each logged in to through the one before → a check
// that the last is a Linux machine → a Session.
import type { Duplex } from 'node:stream';
import type { Client } from 'ssh2';
import type { SshTarget } from '../target';
import { UserError } from '../user-error';
import { explainConnectionError } from './connection-error';
import { resolveHosts, type HostConfig } from './host-config';
import { login } from './login';
import type { HostKeyTrust, SecretPrompts } from './prompts';
import type { LocalHeaders, Session } from './session';
import { SshSession } from './ssh-session';

export type { HostKeyTrust, SecretPrompts, SecretQuestion, UnknownHostKey } from './prompts';

export interface OpenSessionOptions {
  readonly trust: HostKeyTrust;
  readonly secrets: SecretPrompts;
  readonly signal: AbortSignal;
  /** Read instead of the user's own SSH configuration, like `ssh -F`. */
  readonly configFile?: string;
}

/** Connects and logs in. Rejects with a `UserError` (codes: see connection-error.ts) or an `AbortError`. */
export async function openSession(target: SshTarget, options: OpenSessionOptions): Promise<Session> {
  return openSessionThrough(await resolveHosts(target, options), options);
}

/** The same for hosts whose configuration is known already: the last is the target, the others lead there. */
export async function openSessionThrough(
  hosts: readonly HostConfig[],
  options: Omit<OpenSessionOptions, 'configFile'> & { readonly localHeaders?: LocalHeaders },
): Promise<Session> {
  const clients: Client[] = [];
  try {
    for (const [index, host] of hosts.entries()) {
      clients.push(await enter(host, clients.at(-1), hosts[index - 1], options));
    }
    const target = hosts.at(-1);
    if (target === undefined) throw new TypeError('A session needs a host.');
    const session = new SshSession({
      name: target.name,
      user: target.user,
      clients: clients as [...Client[], Client],
      secrets: options.secrets,
      ...(options.localHeaders === undefined ? {} : { localHeaders: options.localHeaders }),
    });
    await refuseOtherSystems(target, clients.at(-1) as Client);
    return session;
  } catch (error) {
    for (const client of clients.toReversed()) client.destroy();
    throw error;
  }
}

async function enter(
  host: HostConfig,
  previous: Client | undefined,
  through: HostConfig | undefined,
  options: Omit<OpenSessionOptions, 'configFile'>,
): Promise<Client> {
  try {
    if (previous === undefined) return await login(host, options);
    return await login(host, { ...options, transport: await forward(previous, host) });
  } catch (error) {
    throw explainConnectionError(error, host, through);
  }
}

function forward(client: Client, to: HostConfig): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    client.forwardOut('127.0.0.1', 0, to.hostName, to.port, (error, channel) => {
      if (error === undefined) resolve(channel);
      else reject(error);
    });
  });
}

/** Asked plainly, without the script of command-line.ts, which another system would not understand. */
async function refuseOtherSystems(host: HostConfig, client: Client): Promise<void> {
  const answer = await new Promise<string>((resolve) => {
    let said = '';
    const timer = setTimeout(() => resolve(said), host.connectDeadline);
    client.exec('uname -s', (error, channel) => {
      if (error !== undefined) return resolve(error.message);
      const hear = (data: Buffer): void => {
        said += data.toString();
      };
      channel.on('data', hear);
      channel.stderr.on('data', hear);
      channel.on('close', () => {
        clearTimeout(timer);
        resolve(said);
      });
    });
  });
  // Login scripts may print lines of their own before the answer.
  if (answer.split(/\r?\n/).includes('Linux')) return;
  const said = answer.trim().split('\n').at(-1)?.trim().slice(0, 80) ?? '';
  throw new UserError(
    `${host.name} is not a Linux machine: asked for its system, it said “${said}”.`,
    'Choose a target that runs Linux; kernel modules can be loaded nowhere else.',
    { code: 'not-linux' },
  );
}
