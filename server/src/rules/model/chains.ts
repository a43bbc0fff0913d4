// The chains of a file and their rules, as columns of numbers. A walk over the file fills them after every edit, and
// a file may have as many chains as rules: objects for all of them would cost more than the walk. A `ChainModel` is
// made of them for each chain that somebody asks for.
//
// Lines and chains are numbered from 0; a column holds the number plus one, so that 0, with which every column begins,
// means none. The lines that name a chain are linked: each holds the next.
import type { Hook } from '../facts/fact';
import { hooks } from '../facts/tables';
import type { LineNode, Span } from '../syntax/tree';
import { ChainModel } from './chain';
import type { ChainJump } from './chain';
import type { Place } from './fault';
import type { Lines } from './lines';
import type { Names } from './names';
import { plainSpanOf, wordOf } from './places';
import type { Part } from './places';

/** The count of a chain's rules once it is uncertain. */
const uncertain = -1;

/** What one chain is and has; each is a column. */
const chainColumns = [
  'nameOf',
  'hookOf',
  'declaredOn',
  'policyOn',
  'firstUse',
  'lastUse',
  'firstCall',
  'lastCall',
  'rulesOf',
  'verdictOn',
  'lastAppended',
  'countOf',
  'isCalled',
  'isGone',
  /** The chain that had the name before, in another table or before it was deleted. */
  'formerOf',
] as const;

type ChainColumn = (typeof chainColumns)[number];

function emptyColumns(length: number): Record<ChainColumn, Int32Array> {
  return Object.fromEntries(chainColumns.map((name) => [name, new Int32Array(length)])) as Record<
    ChainColumn,
    Int32Array
  >;
}

/** The chains of one table are numbered one after another: from `first` up to, but not with, `end`. */
export interface ChainSpan {
  readonly first: number;
  readonly end: number;
}

export class Chains {
  size = 0;
  column: Record<ChainColumn, Int32Array>;
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
  ) {
    // Hardly a name is that of chains in several tables: mostly there is room for all from the start.
    this.column = emptyColumns(names.size + 64);
    this.ownerOf = new Int32Array(lines.count);
    this.calleeOf = new Int32Array(lines.count);
    this.nextUse = new Int32Array(lines.count);
    this.nextCall = new Int32Array(lines.count);
    this.byName = new Int32Array(names.size + 16);
  }

  /** The chain of that name in a table; -1 for none. */
  find({ first, end }: ChainSpan, name: number): number {
    let chain = (name < 0 ? 0 : (this.byName[name] ?? 0)) - 1;
    while (chain >= end) chain = (this.column.formerOf[chain] as number) - 1;
    return chain >= first && this.column.isGone[chain] === 0 ? chain : -1;
  }

  add(name: number, hook?: Hook): number {
    const chain = this.size;
    this.size += 1;
    if (chain === this.column.nameOf.length) this.grow();
    this.column.hookOf[chain] = hook === undefined ? 0 : hooks.indexOf(hook) + 1;
    this.giveName(chain, name);
    return chain;
  }

  rename(chain: number, name: number): void {
    const { nameOf, formerOf } = this.column;
    const before = nameOf[chain] as number;
    if (this.byName[before] === chain + 1) this.byName[before] = formerOf[chain] as number;
    this.giveName(chain, name);
  }

  private giveName(chain: number, name: number): void {
    if (name >= this.byName.length) this.byName = grown(this.byName, name * 2);
    this.column.nameOf[chain] = name;
    this.column.formerOf[chain] = this.byName[name] as number;
    this.byName[name] = chain + 1;
  }

  /** Notes a line that names the chain, other than by a jump. */
  use(chain: number, line: number): void {
    const { firstUse, lastUse } = this.column;
    const last = lastUse[chain] as number;
    if (last === 0) firstUse[chain] = line + 1;
    else this.nextUse[last - 1] = line + 1;
    lastUse[chain] = line + 1;
    this.ownerOf[line] = chain + 1;
  }

  /** Notes a jump to the chain, from a rule of `from` if that chain is there. To a built-in chain none leads. */
  call(from: number, chain: number, line: number): void {
    const { firstCall, lastCall, isCalled, hookOf } = this.column;
    const last = lastCall[chain] as number;
    if (last === 0) firstCall[chain] = line + 1;
    else this.nextCall[last - 1] = line + 1;
    lastCall[chain] = line + 1;
    if (from !== chain) isCalled[chain] = 1;
    if (hookOf[chain] === 0) this.calleeOf[line] = chain + 1;
  }

  /** Notes a line that adds rules to the chain: as many as `copies`, where that is certain. */
  addRule(chain: number, line: number, copies: number | undefined): void {
    const { rulesOf, countOf } = this.column;
    this.use(chain, line);
    rulesOf[chain] = (rulesOf[chain] as number) + 1;
    const count = countOf[chain] as number;
    countOf[chain] = count === uncertain || copies === undefined ? uncertain : count + copies;
  }

  /** Notes that the rule was added at the end. */
  append(chain: number, line: number, isFinal: boolean): void {
    const { verdictOn, lastAppended } = this.column;
    lastAppended[chain] = line + 1;
    if (isFinal && verdictOn[chain] === 0) verdictOn[chain] = line + 1;
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

  private grow(): void {
    for (const name of chainColumns) this.column[name] = grown(this.column[name], this.size * 2);
  }
}

function grown(column: Int32Array, length: number): Int32Array {
  const longer = new Int32Array(length);
  longer.set(column);
  return longer;
}

/** The chains of one table, by the names they have at its end. */
export class TableChains {
  private readonly span: { first: number; end: number };

  constructor(
    /** Those of all tables. */
    readonly all: Chains,
  ) {
    this.span = { first: all.size, end: Infinity };
  }

  /** The table ends; chains added from now on are another's. */
  close(): void {
    this.span.end = Math.min(this.span.end, this.all.size);
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
    for (const chain of this.numbers()) yield this.all.model(chain);
  }

  *keys(): IterableIterator<string> {
    const { names, column } = this.all;
    for (const chain of this.numbers()) yield names.textOf(column.nameOf[chain] as number);
  }

  /** Without a model for each: what holds of few chains is found so. */
  where(holds: (chain: number) => boolean): ChainModel[] {
    const { isGone } = this.all.column;
    const found: ChainModel[] = [];
    for (let chain = this.span.first; chain < this.last; chain += 1) {
      if (isGone[chain] === 0 && holds(chain)) found.push(this.all.model(chain));
    }
    return found;
  }

  /** The numbers of the chains, in the order they were declared. */
  numbers(): number[] {
    const { isGone } = this.all.column;
    const found: number[] = [];
    for (let chain = this.span.first; chain < this.last; chain += 1) {
      if (isGone[chain] === 0) found.push(chain);
    }
    return found;
  }

  /** Behind the last chain of the table. */
  private get last(): number {
    return Math.min(this.span.end, this.all.size);
  }

  get size(): number {
    return this.numbers().length;
  }
}
