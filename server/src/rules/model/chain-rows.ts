// What is known of the chains of a file, as rows of numbers. A walk over the file fills them after every edit, and a file
// may have as many chains as rules: objects for all of them would cost more than the walk. A row is as long as what a
// processor fetches at once (64 bytes), since a rule touches half of the cells of one chain and then those of another.
import type { RulesetMemory } from './ruleset-memory';

/**
 * Where in its row a chain has what. Lines and chains are numbered from 0; a cell holds the number plus one, so that 0,
 * with which all cells begin, means none.
 */
export const Cell = {
  /** The number (`Names`) of its name. */
  name: 0,
  /** The hook of a built-in chain, by its place in `hooks`. */
  hook: 1,
  declaredOn: 2,
  policyOn: 3,
  firstUse: 4,
  lastUse: 5,
  firstCall: 6,
  lastCall: 7,
  /** How many lines add rules. */
  rules: 8,
  /** The first line added at the end that decides on every packet. */
  verdictOn: 9,
  lastAppended: 10,
  /** How many rules it has, where that is certain, else `uncertain`. */
  count: 11,
  isCalled: 12,
  isGone: 13,
  /** The chain that had the name before, in another table or before it was deleted. */
  former: 14,
} as const;

export type Cell = (typeof Cell)[keyof typeof Cell];

/** The count of a chain's rules once it is uncertain. */
export const uncertain = -1;

const width = 16;

export class ChainRows {
  size = 0;
  private cells: Int32Array;

  /** With room for as many to begin with. */
  constructor(room: number, memory: RulesetMemory) {
    this.cells = memory.column('chains', room * width);
  }

  /** The number of a new chain. */
  add(): number {
    if ((this.size + 1) * width > this.cells.length) {
      const cells = new Int32Array(this.cells.length * 2 + width);
      cells.set(this.cells);
      this.cells = cells;
    }
    this.size += 1;
    return this.size - 1;
  }

  get(chain: number, cell: Cell): number {
    return this.cells[chain * width + cell] as number;
  }

  set(chain: number, cell: Cell, value: number): void {
    this.cells[chain * width + cell] = value;
  }
}
