// `-S` in a file: iptables-legacy prints rules that are not loaded yet, and takes the chain that one of them jumps to
// for a target, which it does not find. iptables/iptables.c, print_rule4.
import type { TableReplay } from './replay';
import type { TableModel } from './ruleset';

/** How many lines that print are looked at, so that a file of nothing else is read in time. */
const mostPrints = 100;

/** The first line that prints, and the line of a rule it cannot print. */
export function unprintedJump(
  table: TableModel,
  replay: TableReplay,
): { readonly on: number; readonly jump: number } | undefined {
  const { lines, ownerOf, calleeOf } = table.chains.all;
  let next = table.line + 1;
  for (const on of table.printedOn.slice(0, mostPrints)) {
    for (; next < on; next += 1) replay.read(next);
    const command = lines.ruleAt(on)?.command;
    const owner = (ownerOf[on] ?? 0) - 1;
    const chains = command?.hasChain ? [owner] : [...table.chains.values()].map((chain) => chain.number);
    const all = chains.flatMap((chain) => replay.linesOf(chain) ?? []);
    const number = command?.number;
    const printed = number === undefined ? all : all.slice(number - 1, number);
    const jump = printed.find((line) => calleeOf[line] !== 0);
    if (jump !== undefined) return { on, jump };
  }
  return undefined;
}
