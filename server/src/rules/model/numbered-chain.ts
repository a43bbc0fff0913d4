// The rules of one chain while a file's commands add and take away: which line each of its numbers stands for. A line
// with a list of addresses makes several rules, and stands as often.
import type { RuleModel } from './rule';

/** A chain with more insertions in its middle than this is not numbered: each moves all behind it. */
const mostMoves = 2000;
/** Nor one in which a line makes more rules than this. */
const mostCopies = 10_000;
/** With how many rules those are compared that are asked for by what they say. */
const mostCompared = 200_000;

export class NumberedChain {
  /** Lines inserted at the front, last first; then the others in their order. So that any front costs nothing. */
  private front: number[] = [];
  private rest: number[] = [];
  private moves = 0;
  private compared = 0;
  /** From where on nothing is certain: a rule nobody can find, or a host name that may be several addresses. */
  private isLost = false;

  giveUp(): void {
    this.isLost = true;
  }

  /**
   * Does what the command of a line does to the chain; `textOf` gives the text of any line. Gives the line whose rule
   * is deleted.
   */
  apply(line: number, { command, copies }: RuleModel, textOf: (line: number) => string): number | undefined {
    const { number, operand } = command ?? {};
    const letter = command?.letter;
    if (letter === 'A') this.append(line, copies);
    if (letter === 'I') this.insert(line, copies, operand === undefined ? 1 : number);
    if (letter === 'R') this.replace(line, number);
    if (letter === 'F') this.flush();
    if (letter !== 'D') return undefined;
    return operand === undefined ? this.removeSame(line, textOf) : this.remove(number);
  }

  flush(): void {
    this.front = [];
    this.rest = [];
    this.isLost = false;
  }

  /** The line of each rule, in their order; undefined once anything is uncertain. */
  get lines(): readonly number[] | undefined {
    if (this.isLost) return undefined;
    this.settle();
    return this.rest;
  }

  /** Of the lines within bounds `7`, or `7–8` where a line makes several rules; none once anything is uncertain. */
  numbers(firstLine: number, lastLine: number): ReadonlyMap<number, string> {
    const numbers = new Map<number, string>();
    const lines = this.lines ?? [];
    let start = 0;
    lines.forEach((line, at) => {
      if (lines[at + 1] === line) return;
      const run = at === start ? String(at + 1) : `${start + 1}–${at + 1}`;
      const before = numbers.get(line);
      if (line >= firstLine && line <= lastLine) {
        numbers.set(line, before === undefined ? run : `${before}, ${run}`);
      }
      start = at + 1;
    });
    return numbers;
  }

  private append(line: number, copies: number | undefined): void {
    if (copies === 1) this.rest.push(line);
    else for (const copy of this.copiesOf(line, copies)) this.rest.push(copy);
  }

  private insert(line: number, copies: number | undefined, number: number | undefined): void {
    const inserted = this.copiesOf(line, copies);
    if (number === 1) {
      this.front.push(...inserted);
      return;
    }
    const at = this.indexOf(number, 1);
    if (at !== undefined) this.rest.splice(at, 0, ...inserted);
  }

  private replace(line: number, number: number | undefined): void {
    const at = this.indexOf(number, 0);
    if (at !== undefined) this.rest[at] = line;
  }

  private remove(number: number | undefined): number | undefined {
    const at = this.indexOf(number, 0);
    return at === undefined ? undefined : this.rest.splice(at, 1)[0];
  }

  /** Removes the first rule that reads the same, with all its copies. */
  private removeSame(line: number, textOf: (line: number) => string): number | undefined {
    this.settle();
    this.compared += this.rest.length;
    const text = saidBy(textOf(line));
    const found =
      this.compared > mostCompared ? undefined : this.rest.find((other) => saidBy(textOf(other)) === text);
    if (found === undefined) this.giveUp();
    else this.rest = this.rest.filter((other) => other !== found);
    return found;
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

/** What a rule says, without its counters, its command and its chain. */
function saidBy(text: string): string {
  return text.replace(/^(?:\[[^\]]*\])?\s*-{1,2}\S+\s+\S+\s*(?:\d+(?=\s|$))?/, '').trim();
}
