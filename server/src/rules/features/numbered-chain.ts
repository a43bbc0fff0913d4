// The rules of one chain while a file's commands add and take away: which line each of its numbers stands for. A line
// with a list of addresses makes several rules, and stands as often.

/** A chain with more insertions in its middle than this is not numbered: each moves all behind it. */
const mostMoves = 2000;
/** Nor one in which a line makes more rules than this. */
const mostCopies = 10_000;

export class NumberedChain {
  /** Lines inserted at the front, last first; then the others in their order. So that any front costs nothing. */
  private front: number[] = [];
  private rest: number[] = [];
  private moves = 0;
  /** From where on nothing is certain: a rule nobody can find, or a host name that may be several addresses. */
  private isLost = false;

  giveUp(): void {
    this.isLost = true;
  }

  append(line: number, copies: number | undefined): void {
    for (const copy of this.copiesOf(line, copies)) this.rest.push(copy);
  }

  insert(line: number, copies: number | undefined, number: number | undefined): void {
    const inserted = this.copiesOf(line, copies);
    if (number === 1) {
      this.front.push(...inserted);
      return;
    }
    const at = this.indexOf(number, 1);
    if (at !== undefined) this.rest.splice(at, 0, ...inserted);
  }

  replace(line: number, number: number | undefined): void {
    const at = this.indexOf(number, 0);
    if (at !== undefined) this.rest[at] = line;
  }

  remove(number: number | undefined): void {
    const at = this.indexOf(number, 0);
    if (at !== undefined) this.rest.splice(at, 1);
  }

  /** Removes the first rule that reads the same, with all its copies. */
  removeSame(text: string, textOf: (line: number) => string): void {
    this.settle();
    const found = this.rest.find((line) => textOf(line) === text);
    if (found === undefined) this.giveUp();
    else this.rest = this.rest.filter((line) => line !== found);
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
    let start = 0;
    this.rest.forEach((line, at) => {
      if (this.rest[at + 1] === line) return;
      const run = at === start ? String(at + 1) : `${start + 1}–${at + 1}`;
      const before = numbers.get(line);
      if (line >= firstLine && line <= lastLine) {
        numbers.set(line, before === undefined ? run : `${before}, ${run}`);
      }
      start = at + 1;
    });
    return numbers;
  }

  private copiesOf(line: number, copies: number | undefined): number[] {
    if (copies === undefined || copies > mostCopies) {
      this.giveUp();
      return [];
    }
    return Array<number>(copies).fill(line);
  }

  /** Where the rule of a number stands; `beyond` the last as many places count too. */
  private indexOf(number: number | undefined, beyond: number): number | undefined {
    this.settle();
    this.moves += 1;
    const isThere = number !== undefined && number <= this.rest.length + beyond;
    if (isThere && this.moves <= mostMoves) return number - 1;
    this.giveUp();
    return undefined;
  }

  private settle(): void {
    if (this.front.length === 0) return;
    this.rest = [...this.front.reverse(), ...this.rest];
    this.front = [];
  }
}
