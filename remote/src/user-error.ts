// The one kind of error that a person reads. Everything in remote/ that fails for a reason outside the program
// (no network, a wrong key, a full disk) throws it; the client and the command line show it as it is.

/**
 * A failure that its reader can do something about.
 *
 * `message` is the whole text: one sentence for the cause, one for the next step. A stack trace is never shown
 * for it.
 */
export class UserError extends Error {
  override readonly name = 'UserError';

  /**
   * @param what What happened and why, as one sentence: `The host key of lab1 has changed.`
   * @param nextStep What to do about it, as one sentence: `If that was you, remove the old key with …`
   * @param options `code` is a stable word for tests and callers; `cause` the error underneath, for the log.
   */
  constructor(
    readonly what: string,
    readonly nextStep: string,
    options: { readonly code: string; readonly cause?: unknown },
  ) {
    super(`${what} ${nextStep}`, { cause: options.cause });
    this.code = options.code;
  }

  readonly code: string;
}

/** The sentence to show for any thrown value: a `UserError`'s own, or the bare message of anything else. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
