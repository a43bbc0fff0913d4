// What goes wrong for a reason that the reader can mend is a Failure: its message is all that is shown. Every
// script runs its work through `main`, which holds to that and turns it into the exit status.
import process from 'node:process';

/** A cause and the next step, in words for the person at the terminal; never shown with a stack trace. */
export class Failure extends Error {}

/**
 * Runs a script's work and sets the process's exit status from what it returns or throws.
 *
 * @param {() => Promise<number | void>} work
 */
export async function main(work) {
  try {
    process.exitCode = (await work()) ?? 0;
  } catch (error) {
    const explained = error instanceof Failure && !process.env.NFW_DEBUG;
    console.error(explained ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}
