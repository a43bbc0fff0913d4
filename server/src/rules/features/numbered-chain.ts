// The rules of one chain while a file's commands add and take away: which line each of its numbers stands for.

/** One rule of the file; a list of addresses makes several of it, one after another. */
interface Entry {
  readonly line: number;
  readonly copies: number;
}

/** A chain with more insertions in its middle than this is not numbered: each moves all behind it. */
const mostMoves = 2000;

export class NumberedChain {
  /** Inserted at the front, last first; then the others in their order. So that a front of any length costs nothing. */
  private front: Entry[] = [];
  private rest: Entry[] = [];
  private moves = 0;
  /** From where on nothing is certain: a rule nobody can find, or a host name that may be several addresses. */
  private isLost = false;

  giveUp(): void {
    this.isLost = true;
  }

  append(line: number, copies: number | undefined): void {
    this.rest.push(this.entry(line, copies));
  }

  insert(line: number, copies: number | undefined, number: number | undefined): void {
    const entry = this.entry(line, copies);
    if (number === 1) {
      this.front.push(entry);
      return;
    }
    const at = this.indexOf(number, true);
    if (at !== undefined) this.rest.splice(at, 0, entry);
  }

  replace(line: number, copies: number | undefined, number: number | undefined): void {
    const at = this.indexOf(number, false);
    if (at !== undefined) this.rest[at] = this.entry(line, copies);
  }

  remove(number: number | undefined): void {
    const at = this.indexOf(number, false);
    if (at === undefined) return;
    if (this.rest[at]?.copies === 1) this.rest.splice(at, 1);
    else this.giveUp();
  }

  /** Removes the first rule that reads the same. */
  removeSame(text: string, textOf: (line: number) => string): void {
    this.settle();
    const at = this.rest.findIndex(({ line }) => textOf(line) === text);
    if (at < 0) this.giveUp();
    else this.rest.splice(at, 1);
  }

  flush(): void {
    this.front = [];
    this.rest = [];
    this.isLost = false;
  }

  /** Of the lines within bounds `7`, or `7–8` where a line makes several rules; none once anything is uncertain. */
  numbers(firstLine: number, lastLine: number): ReadonlyMap<number, string> {
    const numbers = new Map<number, string>();
    if (this.isLost) return numbers;
    this.settle();
    let next = 1;
    for (const { line, copies } of this.rest) {
      const last = next + copies - 1;
      const isWanted = line >= firstLine && line <= lastLine;
      if (isWanted) numbers.set(line, copies === 1 ? String(next) : `${next}–${last}`);
      next = last + 1;
    }
    return numbers;
  }

  private entry(line: number, copies: number | undefined): Entry {
    if (copies === undefined) this.giveUp();
    return { line, copies: copies ?? 1 };
  }

  /** Where the rule of a number stands in `rest`; of a new rule, where it comes to stand. */
  private indexOf(number: number | undefined, isNew: boolean): number | undefined {
    this.settle();
    this.moves += 1;
    if (number === undefined || this.moves > mostMoves) {
      this.giveUp();
      return undefined;
    }
    let first = 1;
    for (let at = 0; at < this.rest.length; at += 1) {
      if (first === number) return at;
      first += this.rest[at]?.copies ?? 1;
      // Amid the copies of one line.
      if (first > number) break;
    }
    if (isNew && first === number) return this.rest.length;
    this.giveUp();
    return undefined;
  }

  private settle(): void {
    if (this.front.length === 0) return;
    this.rest = [...this.front.reverse(), ...this.rest];
    this.front = [];
  }
}
