// A command line that cannot be meant: an unknown command or option, a missing operand. Exit code 2.

export class UsageError extends Error {
  override readonly name = 'UsageError';

  /**
   * @param message One sentence that names what is wrong.
   * @param command The command whose --help says more; none for `nfw` itself.
   */
  constructor(
    message: string,
    readonly command?: string,
  ) {
    super(message);
  }
}
