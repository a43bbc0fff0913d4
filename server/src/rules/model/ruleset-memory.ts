// The memory that the ruleset of a large file takes: megabytes of numbers, for every edit makes another. To throw them away
// each time keeps the garbage collector at work for longer than the walk over the lines takes, so one version of a file hands
// them on to the next. At most one version has its ruleset at a time; a version that has lost it makes it anew when it is asked
// again, out of its lines, which nobody takes from it.

/** Whoever uses the memory; told to forget what it has there when another takes it. */
export interface MemoryUser {
  readonly forget: () => void;
}

export type ColumnName = 'chains' | 'names' | 'owners' | 'callees' | 'uses' | 'calls';

export class RulesetMemory {
  private readonly columns = new Map<ColumnName, Int32Array>();
  private user: MemoryUser | undefined;

  takeOver(user: MemoryUser): void {
    if (this.user !== user) this.user?.forget();
    this.user = user;
  }

  /** As many zeros, or some more. */
  column(name: ColumnName, length: number): Int32Array {
    const known = this.columns.get(name);
    if (known && known.length >= length && known.length <= mostFor(length)) return known.fill(0);
    // With room for what is typed.
    const column = new Int32Array(length + Math.min(length, 4096));
    this.columns.set(name, column);
    return column;
  }
}

/** A file may become a small one. */
function mostFor(length: number): number {
  return length * 2 + 8192;
}
