// From which hooks a chain is reached, and which jumps close a loop. The kernel asks this of every table it is
// handed: net/ipv4/netfilter/ip_tables.c, mark_source_chains.
import type { Hook } from '../facts/fact';
import type { ChainJump, ChainModel, TableModel } from './ruleset';

export interface Reachability {
  /** Empty for a chain that no packet reaches. */
  readonly hooks: ReadonlyMap<ChainModel, ReadonlySet<Hook>>;
  /** Jumps that lead back to a chain the packet is in already. */
  readonly loops: readonly ChainJump[];
}

export function reachChains(table: TableModel): Reachability {
  const hooks = new Map<ChainModel, Set<Hook>>();
  const loops = new Set<ChainJump>();
  for (const chain of table.chains.values()) {
    if (chain.hook) visit(chain, chain.hook, hooks, loops);
  }
  return { hooks, loops: [...loops] };
}

/** Depth first without recursion: a file may chain a hundred thousand chains. */
function visit(
  start: ChainModel,
  hook: Hook,
  hooks: Map<ChainModel, Set<Hook>>,
  loops: Set<ChainJump>,
): void {
  const entered = new Set<ChainModel>();
  const path: { chain: ChainModel; next: number }[] = [];
  const enter = (chain: ChainModel) => {
    const seen = hooks.get(chain);
    if (seen?.has(hook)) return;
    if (seen) seen.add(hook);
    else hooks.set(chain, new Set([hook]));
    entered.add(chain);
    path.push({ chain, next: 0 });
  };
  enter(start);
  for (let top = path.at(-1); top; top = path.at(-1)) {
    const jump = top.chain.jumps[top.next];
    top.next += 1;
    if (!jump) {
      entered.delete(top.chain);
      path.pop();
    } else if (entered.has(jump.to)) loops.add(jump);
    else enter(jump.to);
  }
}
