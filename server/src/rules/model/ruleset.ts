// What a file amounts to: tables, their chains, which chain jumps to which. Built by ruleset-builder.ts.
import type { TableFact } from '../facts/tables';
import type { ChainModel } from './chain';
import type { Chains, TableChains } from './chains';
import type { Fault, Place } from './fault';
import type { RemovedRules } from './replay';

export type { ChainJump, ChainModel, ChainUse } from './chain';

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
  readonly chains: TableChains;
  /** Chains that were called otherwise before (`-E`) or are no more (`-X`); hardly any file has one. */
  readonly former: ChainModel[];
  /** A command took rules away, so that jumps of the file may be gone again. */
  hasRemovals: boolean;
  /** Of so many of its rules iptables-nft empties a chain, by number, since it is declared again. */
  readonly emptied: Map<number, number>;
  /** Lines that print rules before they are loaded (`-S`). */
  readonly printedOn: number[];
  /** Rules that are no more when the table is loaded. */
  removed: RemovedRules;
}

export interface Ruleset {
  readonly tables: readonly TableModel[];
  /** The chains of all tables. */
  readonly chains: Chains;
  readonly faults: readonly Fault[];
  /** Of each line, whether it is read as a rule of a table, so that what is wrong within it counts. */
  readonly isRule: Uint8Array;
  /** Lines of rules in which something was found that concerns them alone. */
  readonly withFindings: readonly number[];
  /** Lines of rules with extensions that are not taken everywhere. */
  readonly placed: readonly number[];
  /** Lines of rules after which one that says the same does nothing, if there may be one that does. */
  readonly repeated: readonly number[];
  /** Lines of rules whose conditions may contradict each other. */
  readonly contradictable: readonly number[];
  /** Lines of rules with a match that has another name today. */
  readonly deprecated: readonly number[];
  /** Lines that end in a carriage return, but for comments. */
  readonly withReturn: readonly number[];
  /** Lines of comments that speak to the checks. */
  readonly directives: readonly number[];
  /** The line of `-h` or `-V`, behind which nothing is read. */
  readonly end: number | undefined;
}

/** The table a line is in, its own `*` and COMMIT lines included. */
export function tableAt(ruleset: Ruleset, line: number): TableModel | undefined {
  const { tables } = ruleset;
  let [low, high] = [0, tables.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tables[middle] as TableModel).end < line) low = middle + 1;
    else high = middle;
  }
  const table = tables[low];
  return table && table.line <= line ? table : undefined;
}
