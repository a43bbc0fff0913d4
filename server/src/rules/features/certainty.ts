// Whether silence about a rule means that iptables takes it: so where a test says that it must be refused, and no
// check has a word against it.
import { nodeOfLine } from '../snapshot';
import type { RuleSnapshot } from '../snapshot';
import { isPlaceholder } from '../syntax/placeholder';

/** Whether all that a line says is described here: no extension learned or unknown, no variable. */
export function isFullyDescribed(snapshot: RuleSnapshot, line: number): boolean {
  const node = nodeOfLine(snapshot, line);
  if (node?.kind !== 'rule' || node.isOpen) return false;
  const isDescribed = node.extensions.every(
    ({ set }) => set !== undefined && !set.fact.undescribed && !set.fact.learned,
  );
  return isDescribed && !node.words.some(({ value }) => isPlaceholder(value));
}
