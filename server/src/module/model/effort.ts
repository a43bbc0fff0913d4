// A bound on the work that one question may cause. Macros and types can name each other, and themselves, in ways that
// cost exponentially much; C allows to type it, so the server must survive it.

const mostSteps = 5000;
const deepest = 60;

export class Effort {
  private steps = 0;
  private depth = 0;

  /** Does a part of the work, or gives up on it. */
  spend<Result>(work: () => Result | undefined): Result | undefined {
    if (this.steps >= mostSteps || this.depth >= deepest) return undefined;
    this.steps++;
    this.depth++;
    try {
      return work();
    } finally {
      this.depth--;
    }
  }
}
