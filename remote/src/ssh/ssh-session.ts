// A Session over an ssh2 connection. It owns the connections it runs on: its own and those of the jump hosts.
import type { Client, ClientChannel } from 'ssh2';
import { UserError } from '../user-error';
import { connectionLost } from './connection-error';
import type { SecretPrompts } from './prompts';
import { notAsRoot, runCommand, type Connection } from './remote-command';
import type {
  CommandOptions,
  CommandResult,
  LocalHeaders,
  RemoteShell,
  Session,
  SessionEnd,
  Upload,
} from './session';
import { Sudo } from './sudo';
import { uploadFiles } from './upload';

export interface SshSessionOptions {
  /** The target's name, for sentences. */
  readonly name: string;
  readonly user: string;
  /** Connections in the order they were opened; commands run on the last. */
  readonly clients: readonly [...Client[], Client];
  readonly secrets: SecretPrompts;
  readonly localHeaders?: LocalHeaders;
}

export class SshSession implements Session {
  readonly name: string;
  readonly localHeaders?: LocalHeaders;
  readonly ended: Promise<SessionEnd>;
  private readonly connection: Connection;
  private readonly sudo: Sudo;
  private closing = false;

  constructor(private readonly options: SshSessionOptions) {
    const client = options.clients.at(-1) as Client;
    this.name = options.name;
    if (options.localHeaders !== undefined) this.localHeaders = options.localHeaders;
    this.connection = { client, name: options.name };
    this.sudo = new Sudo(this.connection, options.user, options.secrets);
    // Every running command listens for the end of its connection.
    client.setMaxListeners(0);
    this.ended = new Promise((resolve) => {
      let failure: Error | undefined;
      for (const each of options.clients) each.on('error', (error) => (failure ??= error));
      client.once('close', () => {
        this.endAll();
        resolve(
          this.closing
            ? { reason: 'closed' }
            : { reason: 'lost', ...(failure === undefined ? {} : { error: failure }) },
        );
      });
    });
  }

  async run(argv: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
    const root = options.asRoot === true ? await this.sudo.become(options.signal) : notAsRoot;
    return runCommand(this.connection, argv, options, root);
  }

  upload(files: readonly Upload[], signal?: AbortSignal): Promise<void> {
    return uploadFiles((argv, options) => this.run(argv, options), this.name, files, signal);
  }

  shell(size: { readonly columns: number; readonly rows: number }): Promise<RemoteShell> {
    return new Promise((resolve, reject) => {
      const window = (columns: number, rows: number) => ({ cols: columns, rows, width: 0, height: 0 });
      const opened = (error: Error | undefined, stream: ClientChannel): void => {
        if (error !== undefined) return reject(this.noShell(error));
        resolve({
          stream,
          resize: ({ columns, rows }) => stream.setWindow(rows, columns, 0, 0),
        });
      };
      try {
        this.connection.client.shell({ ...window(size.columns, size.rows), term: 'xterm-256color' }, opened);
      } catch (error) {
        reject(connectionLost(this.name, 'opening a shell', error as Error));
      }
    });
  }

  async close(): Promise<void> {
    this.closing = true;
    this.connection.client.end();
    // A server that does not close its side in time is left.
    const timer = setTimeout(() => this.endAll(), 1000);
    await this.ended;
    clearTimeout(timer);
  }

  private endAll(): void {
    for (const client of this.options.clients.toReversed()) client.destroy();
  }

  private noShell(cause: Error): UserError {
    return new UserError(
      `${this.name} opened no shell (${cause.message}).`,
      'Check that its SSH server lets this user log in interactively.',
      { code: 'no-shell', cause },
    );
  }
}
