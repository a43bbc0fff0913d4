// One command on an open connection: channel → marker and process group → lines and output → result. Ends the
// remote process on cancel and deadline, and tells a lost connection from a finished command.
import { randomBytes } from 'node:crypto';
import { StringDecoder } from 'node:string_decoder';
import type { Client, ClientChannel } from 'ssh2';
import { UserError } from '../user-error';
import { abortError, onAbort, throwIfAborted } from './abort';
import { commandLine, inputPrefix, killLine, type Privilege } from './command-line';
import { connectionLost } from './connection-error';
import { LineSplitter } from './line-splitter';
import type { CommandOptions, CommandResult } from './session';

/** The connection a command runs on. */
export interface Connection {
  readonly client: Client;
  /** The target's name, for sentences. */
  readonly name: string;
}

/** How the command becomes root, with the password when it takes one. */
export interface Root {
  readonly privilege: Privilege;
  readonly password: string;
}

export const notAsRoot: Root = { privilege: 'none', password: '' };

/** Milliseconds that the script around a command is given to end it (command-line.ts) before that is done from here. */
const graceToEnd = 8000;

/** See `Session.run`. */
export async function runCommand(
  connection: Connection,
  argv: readonly string[],
  options: CommandOptions,
  root: Root,
): Promise<CommandResult> {
  throwIfAborted(options.signal);
  const marker = `nfw-${randomBytes(12).toString('hex')}`;
  const input = Buffer.from(options.input ?? '');
  const line = commandLine({
    argv,
    directory: options.directory,
    inputLength: input.length,
    marker,
    privilege: root.privilege,
  });
  const prefix = inputPrefix({ marker, privilege: root.privilege }, root.password);
  return startOn(connection, line, argv, (channel) => {
    const command = new RunningCommand(connection, channel, argv, options, marker, root);
    channel.write(Buffer.concat([Buffer.from(prefix), input]));
    return command.result;
  });
}

/**
 * Opens a channel for the command and hands it to `start` at once: a quick command may have ended in the very
 * packet that opened the channel, and its events are not kept for later.
 */
function startOn(
  connection: Connection,
  line: string,
  argv: readonly string[],
  start: (channel: ClientChannel) => Promise<CommandResult>,
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const lost = (): void => reject(connectionLost(connection.name, doing(argv)));
    connection.client.once('close', lost);
    try {
      connection.client.exec(line, (error, channel) => {
        connection.client.off('close', lost);
        if (error === undefined) resolve(start(channel));
        else reject(refusedChannel(connection.name, argv, error));
      });
    } catch (error) {
      // ssh2 throws at once when the connection is gone already.
      connection.client.off('close', lost);
      reject(refusedChannel(connection.name, argv, error as Error));
    }
  });
}

function refusedChannel(name: string, argv: readonly string[], cause: Error): UserError {
  if (/not connected/i.test(cause.message)) return connectionLost(name, doing(argv), cause);
  return new UserError(
    `${name} refused to run ${argv[0]} (${cause.message}).`,
    'Check that its SSH server lets this user run commands, and that not too many are running at once.',
    { code: 'exec-refused', cause },
  );
}

const doing = (argv: readonly string[]): string => `running ${argv[0]}`;

class RunningCommand {
  readonly result: Promise<CommandResult>;
  private readonly stdout: OutputStream;
  private readonly stderr: OutputStream;
  private processGroup: number | undefined;
  private exit: { status: number | undefined; signal: string | undefined } | undefined;
  /** What ended the command from this side, if anything did. */
  private stopped: Error | undefined;
  private killTimer: NodeJS.Timeout | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly channel: ClientChannel,
    private readonly argv: readonly string[],
    options: CommandOptions,
    marker: string,
    private readonly root: Root,
  ) {
    const keep = options.keepOutput ?? true;
    this.stdout = new OutputStream(
      keep,
      (line) => options.onLine?.(line, 'stdout'),
      marker,
      (group) => {
        this.processGroup = group;
      },
    );
    this.stderr = new OutputStream(keep, (line) => options.onLine?.(line, 'stderr'));
    channel.on('data', (data: Buffer) => this.stdout.take(data));
    channel.stderr.on('data', (data: Buffer) => this.stderr.take(data));
    channel.on('exit', (status: number | null, signal?: string) => {
      this.exit = { status: status ?? undefined, signal: signal?.replace(/^SIG/, '') };
    });
    const stopWatching = onAbort(options.signal, () => this.stop(abortError()));
    const deadline =
      options.deadline === undefined
        ? undefined
        : setTimeout(() => this.stop(this.tooLate(options)), options.deadline);
    this.result = new Promise<CommandResult>((resolve, reject) => {
      channel.on('error', () => undefined);
      channel.once('close', () => this.finish(resolve, reject));
      connection.client.once('close', () => this.finish(resolve, reject));
    }).finally(() => {
      stopWatching();
      clearTimeout(deadline);
      clearTimeout(this.killTimer);
    });
  }

  /** Closing standard input ends the process group on the target (command-line.ts). */
  private stop(reason: Error): void {
    if (this.stopped !== undefined) return;
    this.stopped = reason;
    this.channel.end();
    this.killTimer = setTimeout(() => this.kill(), graceToEnd);
  }

  /** For a command that does not read its input, so that the end of it never gets through. */
  private kill(): void {
    const close = (): void => {
      this.channel.close();
    };
    if (this.processGroup === undefined) return close();
    const { privilege, password } = this.root;
    this.connection.client.exec(killLine(this.processGroup, privilege), (error, channel) => {
      if (error !== undefined) return close();
      channel.on('close', close).on('data', () => undefined);
      channel.end(privilege === 'sudo-password' ? `${password}\n` : '');
    });
  }

  private tooLate(options: CommandOptions): UserError {
    return new UserError(
      `${this.argv[0]} did not finish on ${this.connection.name} within ${(options.deadline ?? 0) / 1000} seconds and was ended.`,
      'Check whether the machine is overloaded, then try again.',
      { code: 'command-deadline' },
    );
  }

  private finish(resolve: (result: CommandResult) => void, reject: (error: Error) => void): void {
    if (this.stopped !== undefined) return reject(this.stopped);
    if (this.exit === undefined) return reject(connectionLost(this.connection.name, doing(this.argv)));
    const stdout = this.stdout.end();
    const stderr = this.stderr.end();
    if (this.processGroup === undefined) return reject(this.notStarted(stdout, stderr));
    resolve({ ...this.exit, stdout, stderr });
  }

  /** The script around the command never ran: no POSIX shell over there, or sudo said no. */
  private notStarted(stdout: string, stderr: string): UserError {
    const said = (stderr.trim() || stdout.trim()).split('\n').at(-1) ?? '';
    return new UserError(
      `${this.connection.name} did not run ${this.argv[0]}: ${said || 'it gave no reason'}.`,
      this.root.privilege === 'none'
        ? 'Check that the user has a POSIX shell on that machine.'
        : 'Check that the user may run every command through sudo on that machine.',
      { code: 'command-not-started' },
    );
  }
}

/** One of a command's two streams: bytes → text → lines. With a marker, all up to its line is dropped. */
class OutputStream {
  private readonly decoder = new StringDecoder('utf8');
  private readonly splitter: LineSplitter;
  private text = '';
  private waiting: string | undefined;

  constructor(
    private readonly keep: boolean,
    onLine: (line: string) => void,
    private readonly marker?: string,
    private readonly onMarker?: (processGroup: number) => void,
  ) {
    this.splitter = new LineSplitter(onLine);
    this.waiting = marker === undefined ? undefined : '';
  }

  take(data: Buffer): void {
    this.add(this.decoder.write(data));
  }

  /** Everything that was kept; before the marker came, what came instead of it. */
  end(): string {
    this.add(this.decoder.end());
    this.splitter.end();
    return this.waiting ?? this.text;
  }

  private add(text: string): void {
    const payload = this.waiting === undefined ? text : this.afterMarker(this.waiting + text);
    if (this.keep) this.text += payload;
    this.splitter.add(payload);
  }

  private afterMarker(text: string): string {
    const start = text.indexOf(`${this.marker} `);
    const end = start < 0 ? -1 : text.indexOf('\n', start);
    if (end < 0) {
      this.waiting = text;
      return '';
    }
    this.waiting = undefined;
    this.onMarker?.(Number(text.slice(start, end).split(' ')[1]));
    return text.slice(end + 1);
  }
}
