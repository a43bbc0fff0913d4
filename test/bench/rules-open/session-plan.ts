// What somebody does with the open file: types a rule letter by letter, then the next, and asks about a place after each.

export const times = 100;
export const typed = '\n-A PREROUTING -s 192.0.2.1 -j ACCEPT';

/** What it took: milliseconds, and megabytes. */
export interface Session {
  readonly edits: readonly number[];
  readonly completions: readonly number[];
  readonly hovers: readonly number[];
  readonly resident: number;
}
