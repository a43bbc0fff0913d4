// From which hooks a chain is reached, and which jumps close a loop. The kernel asks this of every table it is
// handed: net/ipv4/netfilter/ip_tables.c, mark_source_chains.
import type { Hook } from '../facts/fact';
import { hooks } from '../facts/tables';
import type { ChainModel } from './chain';
import { Cell } from './chain-rows';
import type { Chains } from './chains';
import type { TableModel } from './ruleset';

export interface Reach {
  /** Empty for a chain that no packet reaches. */
  hooksOf(chain: ChainModel): readonly Hook[];
  /** The same as bits, hook by hook in the order of `hooks`. */
  bitsOf(chain: number): number;
  /** Lines with jumps that lead back to a chain the packet is in already. */
  readonly loops: readonly number[];
}

/** The hooks of every sum of bits. */
const hookSets = Array.from({ length: 1 << hooks.length }, (_, bits) =>
  hooks.filter((_hook, index) => bits & (1 << index)),
);

const known = new WeakMap<TableModel, Reach>();

/** Worked out when it is first asked for. */
export function reachOf(table: TableModel): Reach {
  const reach = known.get(table) ?? reachChains(table);
  known.set(table, reach);
  return reach;
}

function reachChains({ chains, removed }: TableModel): Reach {
  const walk = new ReachWalk(chains.all, removed.lines);
  const { rows } = chains.all;
  const builtIn = chains.where((chain) => rows.get(chain, Cell.hook) !== 0);
  for (const { number } of builtIn) walk.from(number, 1 << (rows.get(number, Cell.hook) - 1));
  const bitsOf = (chain: number) => walk.bits[chain] ?? 0;
  return {
    bitsOf,
    hooksOf: ({ number }) => hookSets[bitsOf(number)] ?? [],
    loops: [...walk.loops],
  };
}

/** Depth first without recursion: a file may chain a hundred thousand chains. */
class ReachWalk {
  readonly bits: Uint8Array;
  readonly loops = new Set<number>();
  /** The chains of the path that the walk is on. */
  private readonly isEntered: Uint8Array;
  /** Of each chain of the path, the cell with its next rule. */
  private readonly next: Int32Array;

  constructor(
    private readonly chains: Chains,
    private readonly removed: ReadonlySet<number>,
  ) {
    this.bits = new Uint8Array(chains.rows.size);
    this.isEntered = new Uint8Array(chains.rows.size);
    this.next = new Int32Array(chains.rows.size);
  }

  from(start: number, hook: number): void {
    const { calleeOf, nextUse } = this.chains;
    const path: number[] = [];
    this.enter(start, hook, path);
    while (path.length > 0) {
      const top = path[path.length - 1] as number;
      const cell = this.next[top] as number;
      if (cell === 0) {
        this.isEntered[top] = 0;
        path.pop();
        continue;
      }
      this.next[top] = nextUse[cell - 1] as number;
      const callee = (calleeOf[cell - 1] as number) - 1;
      if (callee < 0 || this.removed.has(cell - 1)) continue;
      if (this.isEntered[callee] === 1) this.loops.add(cell - 1);
      else this.enter(callee, hook, path);
    }
  }

  private enter(chain: number, hook: number, path: number[]): void {
    const bits = this.bits[chain] as number;
    if (bits & hook) return;
    this.bits[chain] = bits | hook;
    this.isEntered[chain] = 1;
    this.next[chain] = this.chains.rows.get(chain, Cell.firstUse);
    path.push(chain);
  }
}
