// What a file amounts to: tables, their chains, which chain jumps to which. Built by ruleset-builder.ts.
import type { Hook } from '../facts/fact';
import type { TableFact } from '../facts/tables';
import type { Fault, Place } from './fault';
import type { LineModel } from './line';

/** From one `*table` to its COMMIT; a file may open a table several times. */
export interface TableModel {
  readonly name: string;
  /** Undefined for a table nobody knows. */
  readonly fact: TableFact | undefined;
  readonly line: number;
  readonly nameSpan: Place;
  /** The line of the COMMIT, or the last line of the table when there is none. */
  end: number;
  /** By the names they have at the end of the table. */
  readonly chains: Map<string, ChainModel>;
  /** Chains that were called otherwise before (`-E`) or are no more (`-X`); hardly any file has one. */
  readonly former: ChainModel[];
  /** A command took rules away, so that jumps of the file may be gone again. */
  hasRemovals: boolean;
}

export interface ChainModel {
  /** Changes with `-E`. */
  name: string;
  /** The hook of a built-in chain. */
  readonly hook: Hook | undefined;
  /** Its name in `:NAME` or `-N NAME`; built-in chains need none. */
  declaration: Place | undefined;
  policy: string | undefined;
  /** Lines that add rules, in the order of the file. */
  readonly rules: number[];
  /**
   * The other places that name the chain, apart from the declaration: jumps, commands that add no rule, further
   * declarations, the new name of `-E`.
   */
  readonly mentions: Place[];
  /** Jumps to other chains of the table. */
  readonly jumps: ChainJump[];
  /** Lines of rules with extensions that are not taken everywhere. */
  readonly placed: number[];
  /** The first line added at the end that decides on every packet. */
  verdict: number | undefined;
  /** Another chain jumps here. */
  isCalled: boolean;
  /** How many rules the chain has at this point of the walk; undefined once that is uncertain. */
  count: number | undefined;
}

export interface ChainJump {
  readonly to: ChainModel;
  readonly at: Place;
  readonly isGoto: boolean;
}

export interface Ruleset {
  readonly tables: readonly TableModel[];
  readonly faults: readonly Fault[];
  /** Of each line, whether it is read as a rule of a table, so that what is wrong within it counts. */
  readonly isRule: Uint8Array;
  /** The line of `-h` or `-V`, behind which nothing is read. */
  readonly end: number | undefined;
}

/**
 * Every place that names the chain, apart from the declaration, in the order of the file. The commands that add its
 * rules are looked up when they are asked for: to note a place for each would cost every edit of a large file more
 * than all else.
 */
export function usesOf(chain: ChainModel, lines: readonly LineModel[]): Place[] {
  const uses = [...chain.mentions];
  for (const line of chain.rules) {
    const name = lines[line]?.rule?.command?.chain;
    if (name) uses.push({ line, start: name.start, end: name.end });
  }
  return uses.sort((a, b) => a.line - b.line || a.start - b.start);
}

/** The table a line is in, its own `*` and COMMIT lines included. */
export function tableAt(ruleset: Ruleset, line: number): TableModel | undefined {
  return ruleset.tables.find((table) => table.line <= line && line <= table.end);
}

export function newChain(name: string, hook: ChainModel['hook']): ChainModel {
  return {
    name,
    hook,
    declaration: undefined,
    policy: undefined,
    rules: [],
    mentions: [],
    jumps: [],
    placed: [],
    verdict: undefined,
    isCalled: false,
    count: 0,
  };
}
