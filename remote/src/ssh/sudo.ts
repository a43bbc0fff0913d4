// How commands become root on one connection: found out once, at the first command that asks for it. The
// password is kept in memory for as long as the session is open, and nowhere else.
import { UserError } from '../user-error';
import { isAbortError, throwIfAborted } from './abort';
import type { SecretPrompts } from './prompts';
import { notAsRoot, runCommand, type Connection, type Root } from './remote-command';
import type { CommandResult } from './session';

const attempts = 3;
const deadline = 60_000;

/** The status of a POSIX shell that finds no such program; sudo itself never ends with it. */
const noSuchProgram = 127;

export class Sudo {
  private root: Promise<Root> | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly user: string,
    private readonly secrets: SecretPrompts,
  ) {}

  /** Rejects with a `UserError` when this user cannot become root; the next call tries again. */
  async become(signal: AbortSignal | undefined): Promise<Root> {
    for (;;) {
      throwIfAborted(signal);
      this.root ??= this.find(signal).catch((error: unknown) => {
        this.root = undefined;
        throw error;
      });
      try {
        return await this.root;
      } catch (error) {
        // The command that began the search was cancelled; this one, which waited for it, begins its own.
        if (!isAbortError(error) || signal?.aborted === true) throw error;
      }
    }
  }

  private async find(signal: AbortSignal | undefined): Promise<Root> {
    const who = await this.run(['id', '-u'], notAsRoot, signal);
    if (who.stdout.trim() === '0') return notAsRoot;
    // Not by what sudo remembers (`-k`): it forgets that while the session goes on.
    const free = await this.run(['sudo', '-k', '-n', '--', 'true'], notAsRoot, signal);
    if (free.status === 0) return { privilege: 'sudo', password: '' };
    this.refuseIfHopeless(free);
    for (let attempt = 0; attempt < attempts; attempt++) {
      const password = await this.askPassword(attempt > 0);
      // The password is all of the input: a sudo that finds it wrong asks again and meets the end of file.
      const tried = await this.run(
        ['sudo', '-k', '-S', '-p', '', '--', 'true'],
        notAsRoot,
        signal,
        `${password}\n`,
      );
      if (tried.status === 0) return { privilege: 'sudo-password', password };
      this.refuseIfHopeless(tried);
    }
    throw new UserError(
      `The sudo password of ${this.user} on ${this.connection.name} was wrong ${attempts} times.`,
      'Try again with the right one.',
      { code: 'sudo-password' },
    );
  }

  private async askPassword(again: boolean): Promise<string> {
    const answer = await this.secrets.ask({
      kind: 'sudo',
      prompt: `Password of ${this.user} for sudo on ${this.connection.name}`,
      echo: false,
      again,
    });
    // A newline would be read as the end of the password and the start of something else.
    if (answer !== undefined && !answer.includes('\n')) return answer;
    throw new UserError(
      `This needs root on ${this.connection.name}, and no sudo password was given.`,
      'Try again and enter it, log in as root, or allow this user sudo without a password.',
      { code: 'sudo-cancelled' },
    );
  }

  private refuseIfHopeless(result: CommandResult): void {
    const { name } = this.connection;
    if (result.status === noSuchProgram) {
      throw new UserError(
        `This needs root on ${name}, where ${this.user} is not root and sudo is not installed.`,
        "Log in as root (the target's user), or install sudo there.",
        { code: 'sudo-missing' },
      );
    }
    if (/must have a tty|no tty present/i.test(result.stderr)) {
      throw new UserError(
        `sudo on ${name} insists on a terminal (requiretty).`,
        `Add \`Defaults:${this.user} !requiretty\` with visudo there, or log in as root.`,
        { code: 'sudo-tty' },
      );
    }
    if (/not in the sudoers|not allowed|may not run/i.test(result.stderr)) {
      throw new UserError(
        `${this.user} may not use sudo on ${name}.`,
        'Log in as root, or add the user to the sudoers there.',
        { code: 'sudo-denied' },
      );
    }
  }

  private run(
    argv: readonly string[],
    root: Root,
    signal: AbortSignal | undefined,
    input?: string,
  ): Promise<CommandResult> {
    return runCommand(
      this.connection,
      argv,
      { deadline, ...(signal === undefined ? {} : { signal }), ...(input === undefined ? {} : { input }) },
      root,
    );
  }
}
