// The chains of a file and their rules, as numbers: a row of each chain (chain-rows.ts), and columns that link the lines
// which name a chain, each to the next. A `ChainModel` is made of them for each chain that somebody asks for.
import type { Hook } from '../facts/fact';
import { hooks } from '../facts/tables';
import type { LineNode, Span } from '../syntax/tree';
import { ChainModel } from './chain';
import type { ChainJump } from './chain';
import { Cell, ChainRows, uncertain } from './chain-rows';
import type { Place } from './fault';
import type { Lines } from './lines';
import type { Names } from './names';
import { plainSpanOf, wordOf } from './places';
import type { Part } from './places';
import type { RulesetMemory } from './ruleset-memory';

/** The chains of one table are numbered one after another: from `first` up to, but not with, `end`. */
export interface ChainSpan {
  readonly first: number;
  readonly end: number;
}

export class Chains {
  readonly rows: ChainRows;
  /** Of each line: the chain its command names, the chain it jumps to, and the next lines that do the same. */
  readonly ownerOf: Int32Array;
  readonly calleeOf: Int32Array;
  readonly nextUse: Int32Array;
  readonly nextCall: Int32Array;
  /** By the number of a name: the chain that has it. */
  private byName: Int32Array;
  private readonly models: (ChainModel | undefined)[] = [];

  constructor(
    readonly lines: Lines,
    readonly names: Names,
    readonly nodeOf: (line: number) => LineNode | undefined,
    memory: RulesetMemory,
  ) {
    // Hardly a name is that of chains in several tables: mostly there is room for all from the start.
    this.rows = new ChainRows(names.size + 64, memory);
    this.ownerOf = memory.column('owners', lines.count);
    this.calleeOf = memory.column('callees', lines.count);
    this.nextUse = memory.column('uses', lines.count);
    this.nextCall = memory.column('calls', lines.count);
    this.byName = memory.column('names', names.size + 16);
  }

  /** The chain of that name in a table; -1 for none. */
  find({ first, end }: ChainSpan, name: number): number {
    let chain = (name < 0 ? 0 : (this.byName[name] ?? 0)) - 1;
    while (chain >= end) chain = this.rows.get(chain, Cell.former) - 1;
    return chain >= first && this.rows.get(chain, Cell.isGone) === 0 ? chain : -1;
  }

  add(name: number, hook?: Hook): number {
    const chain = this.rows.add();
    if (hook !== undefined) this.rows.set(chain, Cell.hook, hooks.indexOf(hook) + 1);
    this.giveName(chain, name);
    return chain;
  }

  rename(chain: number, name: number): void {
    const before = this.rows.get(chain, Cell.name);
    if (this.byName[before] === chain + 1) this.byName[before] = this.rows.get(chain, Cell.former);
    this.giveName(chain, name);
  }

  private giveName(chain: number, name: number): void {
    if (name >= this.byName.length) this.byName = grown(this.byName, name * 2);
    this.rows.set(chain, Cell.name, name);
    this.rows.set(chain, Cell.former, this.byName[name] as number);
    this.byName[name] = chain + 1;
  }

  /** Notes a line that names the chain, other than by a jump. */
  use(chain: number, line: number): void {
    const { rows } = this;
    const last = rows.get(chain, Cell.lastUse);
    if (last === 0) rows.set(chain, Cell.firstUse, line + 1);
    else this.nextUse[last - 1] = line + 1;
    rows.set(chain, Cell.lastUse, line + 1);
    this.ownerOf[line] = chain + 1;
  }

  /**
   * Notes a jump to the chain, from a rule of `from` if that chain is there. To a built-in chain none leads, nor from a
   * line that only asks for a rule.
   */
  call(from: number, chain: number, line: number, isRule = true): void {
    const { rows } = this;
    const last = rows.get(chain, Cell.lastCall);
    if (last === 0) rows.set(chain, Cell.firstCall, line + 1);
    else this.nextCall[last - 1] = line + 1;
    rows.set(chain, Cell.lastCall, line + 1);
    if (from !== chain) rows.set(chain, Cell.isCalled, 1);
    if (isRule && rows.get(chain, Cell.hook) === 0) this.calleeOf[line] = chain + 1;
  }

  /** Notes a line that adds rules to the chain: as many as `copies`, where that is certain. */
  addRule(chain: number, line: number, copies: number | undefined): void {
    const { rows } = this;
    this.use(chain, line);
    rows.set(chain, Cell.rules, rows.get(chain, Cell.rules) + 1);
    const count = rows.get(chain, Cell.count);
    const isCertain = count !== uncertain && copies !== undefined;
    rows.set(chain, Cell.count, isCertain ? count + copies : uncertain);
  }

  /** Notes that the rule was added at the end. */
  append(chain: number, line: number, isFinal: boolean): void {
    const { rows } = this;
    rows.set(chain, Cell.lastAppended, line + 1);
    if (isFinal && rows.get(chain, Cell.verdictOn) === 0) rows.set(chain, Cell.verdictOn, line + 1);
  }

  /** The chain that the line's command names. */
  ownerAt(line: number): ChainModel | undefined {
    const cell = this.ownerOf[line] ?? 0;
    return cell === 0 ? undefined : this.model(cell - 1);
  }

  /** The jump of the line's rule to another chain of the table. */
  jumpAt(line: number): ChainJump | undefined {
    const from = this.ownerAt(line);
    const to = this.calleeOf[line] ?? 0;
    const at = this.placeAt(line, 'jump');
    if (!from || to === 0 || !at) return undefined;
    return { from, to: this.model(to - 1), at, isGoto: this.lines.ruleAt(line)?.jump?.isGoto === true };
  }

  placeAt(line: number, part: Part): Place | undefined {
    const word = this.plainSpanAt(line, part) ?? this.parsedWordAt(line, part);
    return word && { line, start: word.start, end: word.end };
  }

  private plainSpanAt(line: number, part: Part): Span | undefined {
    const named = part === 'jump' ? this.lines.jumpAt(line) : this.lines.nameAt(line);
    return named < 0 ? undefined : plainSpanOf(this.lines.textAt(line), part, this.names.textOf(named));
  }

  private parsedWordAt(line: number, part: Part): Span | undefined {
    const node = this.nodeOf(line);
    return node && wordOf(node, part);
  }

  model(chain: number): ChainModel {
    return (this.models[chain] ??= new ChainModel(this, chain));
  }
}

function grown(column: Int32Array, length: number): Int32Array {
  const longer = new Int32Array(length);
  longer.set(column);
  return longer;
}

/** Behind every chain: a number as small as those of chains, which are compared with it rule by rule. */
const noEnd = 0x3fffffff;

/** The chains of one table, by the names they have at its end. */
export class TableChains {
  private readonly span: { first: number; end: number };

  constructor(
    /** Those of all tables. */
    readonly all: Chains,
  ) {
    this.span = { first: all.rows.size, end: noEnd };
  }

  /** The table ends; chains added from now on are another's. */
  close(): void {
    this.span.end = Math.min(this.span.end, this.all.rows.size);
  }

  get(name: string): ChainModel | undefined {
    const chain = this.find(this.all.names.find(name));
    return chain < 0 ? undefined : this.all.model(chain);
  }

  has(name: string): boolean {
    return this.find(this.all.names.find(name)) >= 0;
  }

  /** By the number of a name; -1 for none. */
  find(name: number): number {
    return this.all.find(this.span, name);
  }

  *values(): IterableIterator<ChainModel> {
    for (const chain of this.select(() => true)) yield this.all.model(chain);
  }

  /** Without a model for each, what holds of few chains is found; and no more than `most` of them. */
  where(holds: (chain: number) => boolean, most = Infinity): ChainModel[] {
    return this.select(holds, most).map((chain) => this.all.model(chain));
  }

  hasMoreThan(count: number): boolean {
    return this.select(() => true, count + 1).length > count;
  }

  /** The numbers of chains, in the order they were declared. */
  private select(holds: (chain: number) => boolean, most = Infinity): number[] {
    const { rows } = this.all;
    const end = Math.min(this.span.end, rows.size);
    const found: number[] = [];
    for (let chain = this.span.first; chain < end && found.length < most; chain += 1) {
      if (rows.get(chain, Cell.isGone) === 0 && holds(chain)) found.push(chain);
    }
    return found;
  }
}
