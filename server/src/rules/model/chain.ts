// One chain of a table, for whoever asks: a view of its row. The places of its words are
// read from the lines when they are asked for.
import type { Hook } from '../facts/fact';
import { hooks } from '../facts/tables';
import { Cell, uncertain } from './chain-rows';
import type { Chains } from './chains';
import type { Place } from './fault';
import type { Part } from './places';

/** A place that names a chain, and as what. */
export interface ChainUse extends Place {
  readonly part: Part;
}

export interface ChainJump {
  readonly from: ChainModel;
  readonly to: ChainModel;
  readonly at: Place;
  readonly isGoto: boolean;
}

export class ChainModel {
  constructor(
    private readonly chains: Chains,
    /** The number of its row. */
    readonly number: number,
  ) {}

  /** Changes with `-E`. */
  get name(): string {
    return this.chains.names.textOf(this.get(Cell.name));
  }

  /** The hook of a built-in chain. */
  get hook(): Hook | undefined {
    const hook = this.get(Cell.hook);
    return hook === 0 ? undefined : hooks[hook - 1];
  }

  /** Its name in `:NAME` or `-N NAME`; built-in chains need none. */
  get declaration(): Place | undefined {
    const line = this.declaredOn;
    return line === undefined ? undefined : this.place(line, 'name');
  }

  get declaredOn(): number | undefined {
    return numberOf(this.get(Cell.declaredOn));
  }

  get policy(): string | undefined {
    const line = numberOf(this.get(Cell.policyOn));
    if (line === undefined) return undefined;
    const { declaration, rule } = this.chains.lines.modelAt(line) ?? {};
    return declaration ? declaration.policy : rule?.command?.operand;
  }

  /** Lines that add rules, in the order of the file. */
  get rules(): number[] {
    return this.usedOn().filter((line) => 'AI'.includes(this.letterOn(line)));
  }

  /** How many lines add rules. */
  get size(): number {
    return this.get(Cell.rules);
  }

  /** Every place that names the chain, apart from the declaration, in the order of the file. */
  get uses(): ChainUse[] {
    const found: ChainUse[] = [];
    const add = (line: number, part: Part) => {
      const place = this.place(line, part);
      if (place) found.push({ ...place, part });
    };
    for (const line of this.usedOn()) {
      add(line, 'name');
      if (this.letterOn(line) === 'E') add(line, 'operand');
    }
    for (const line of this.calledOn()) add(line, 'jump');
    return found.sort((a, b) => a.line - b.line || a.start - b.start);
  }

  /** Where it is shown: its declaration; else the first line that uses it, or that jumps to it. */
  get home(): Place | undefined {
    const used = numberOf(this.get(Cell.firstUse));
    const called = numberOf(this.get(Cell.firstCall));
    const use = used === undefined ? undefined : this.place(used, 'name');
    return this.declaration ?? use ?? (called === undefined ? undefined : this.place(called, 'jump'));
  }

  /** Jumps of its rules to other chains of the table, in the order of the file. */
  get jumps(): ChainJump[] {
    return this.usedOn().flatMap((line) => this.chains.jumpAt(line) ?? []);
  }

  /** Jumps to the chain, in the order of the file. */
  get callers(): ChainJump[] {
    return this.calledOn().flatMap((line) => this.chains.jumpAt(line) ?? []);
  }

  /** The first line added at the end that decides on every packet. */
  get verdict(): number | undefined {
    return numberOf(this.get(Cell.verdictOn));
  }

  /** Another chain jumps here. */
  get isCalled(): boolean {
    return this.get(Cell.isCalled) === 1;
  }

  /** How many rules the chain has at this point of the walk; undefined once that is uncertain. */
  get count(): number | undefined {
    const count = this.get(Cell.count);
    return count === uncertain ? undefined : count;
  }

  set count(count: number | undefined) {
    this.chains.rows.set(this.number, Cell.count, count ?? uncertain);
  }

  private get(cell: Cell): number {
    return this.chains.rows.get(this.number, cell);
  }

  /** Lines of commands that name the chain, in the order of the file. */
  usedOn(): number[] {
    return linked(this.get(Cell.firstUse), this.chains.nextUse);
  }

  /** Lines of rules that jump to the chain, in the order of the file. */
  calledOn(): number[] {
    return linked(this.get(Cell.firstCall), this.chains.nextCall);
  }

  private letterOn(line: number): string {
    return this.chains.lines.ruleAt(line)?.command?.letter ?? '-';
  }

  private place(line: number, part: Part): Place | undefined {
    return this.chains.placeAt(line, part);
  }
}

/** Of a cell, in which 0 is none. */
function numberOf(cell: number): number | undefined {
  return cell === 0 ? undefined : cell - 1;
}

function linked(first: number, next: Int32Array): number[] {
  const found: number[] = [];
  for (let cell = first; cell !== 0; cell = next[cell - 1] ?? 0) found.push(cell - 1);
  return found;
}
