// One authenticated connection to one host: transport → host key verified → user authenticated. The host key is
// checked before anything of the user's is sent (invariant 5).
import ssh2 from 'ssh2';
import type { AnyAuthMethod, Client, ConnectConfig } from 'ssh2';
import type { Duplex } from 'node:stream';
import { abortError, onAbort, throwIfAborted } from './abort';
import { authenticationMethods } from './authentication';
import { unanswered } from './connection-error';
import type { HostConfig } from './host-config';
import { preferredAlgorithms, readHostIdentity, verifyHostKey, type HostIdentity } from './host-key';
import type { HostKeyTrust, SecretPrompts } from './prompts';

export interface LoginOptions {
  readonly trust: HostKeyTrust;
  readonly secrets: SecretPrompts;
  readonly signal: AbortSignal;
  /** The way to the host through a jump host; a TCP connection of its own when left out. */
  readonly transport?: Duplex;
}

/** Rejects with a `UserError`, an `AbortError`, or what the network or the SSH library reported. */
export async function login(host: HostConfig, options: LoginOptions): Promise<Client> {
  const identity = await readHostIdentity(host);
  throwIfAborted(options.signal);
  return new Promise((resolve, reject) => {
    const client = new ssh2.Client();
    const patience = new Patience(host.connectDeadline, () => fail(unanswered(host)));
    const stopWatching = onAbort(options.signal, () => fail(abortError()));
    const settle = (): void => {
      patience.end();
      stopWatching();
    };
    const fail = (error: unknown): void => {
      settle();
      // Destroying a client may report errors of its own after this; they have nobody to go to.
      client.on('error', () => undefined);
      client.destroy();
      reject(error instanceof Error ? error : new Error(String(error)));
    };
    client.once('ready', () => {
      settle();
      client.off('error', fail);
      resolve(client);
    });
    client.once('error', fail);
    client.once('close', () => fail(new Error('the connection was closed')));
    client.connect(connectConfig(host, identity, options, patience, fail));
  });
}

function connectConfig(
  host: HostConfig,
  identity: HostIdentity,
  options: LoginOptions,
  patience: Patience,
  fail: (error: unknown) => void,
): ConnectConfig {
  let verified: Buffer | undefined;
  const secrets: SecretPrompts = { ask: (question) => patience.pause(options.secrets.ask(question)) };
  const trust: HostKeyTrust = { confirm: (key) => patience.pause(options.trust.confirm(key)) };
  return {
    host: host.hostName,
    port: host.port,
    ...(options.transport === undefined ? {} : { sock: options.transport }),
    username: host.user,
    // Our own deadline stands still while a person is asked.
    readyTimeout: 0,
    keepaliveInterval: host.keepalive.interval,
    keepaliveCountMax: host.keepalive.count,
    algorithms: { serverHostKey: preferredAlgorithms(identity) },
    hostVerifier: (key: Buffer, verify: (permitted: boolean) => void) => {
      // The library asks again at each change of session keys; the key must then be the very same.
      if (verified !== undefined) return verify(verified.equals(key));
      verifyHostKey(host, identity, key, trust).then(() => {
        verified = key;
        verify(true);
      }, fail);
    },
    authHandler: authHandler(authenticationMethods(host, secrets, fail), fail),
  };
}

/** Lets ssh2 draw from the sequence of methods. */
function authHandler(
  methods: ReturnType<typeof authenticationMethods>,
  fail: (error: unknown) => void,
): NonNullable<ConnectConfig['authHandler']> {
  return (left, _partial, next) => {
    // ssh2 passes null before the first attempt and takes false for “no more”, neither of which its types know.
    methods
      .next((left as string[] | null) ?? [])
      .then(({ value, done }) => next(done === true ? (false as unknown as AnyAuthMethod) : value), fail);
  };
}

/** A deadline that does not run while a person is being asked. */
class Patience {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly milliseconds: number,
    private readonly expire: () => void,
  ) {
    this.start();
  }

  async pause<T>(question: Promise<T>): Promise<T> {
    clearTimeout(this.timer);
    const wasRunning = this.timer !== undefined;
    try {
      return await question;
    } finally {
      if (wasRunning && this.timer !== undefined) this.start();
    }
  }

  end(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private start(): void {
    this.timer = setTimeout(this.expire, this.milliseconds);
  }
}
