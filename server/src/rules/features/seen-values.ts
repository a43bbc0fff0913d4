// Values the file uses already: interfaces, addresses and marks are mostly meant to recur.
import type { ValueKind } from '../facts/fact';
import { nodeOfLine } from '../snapshot';
import type { RuleSnapshot } from '../snapshot';

/** Lines looked at: enough to know a file's habits, few enough to answer at once. */
const linesRead = 2000;
const mostValues = 50;

const groups: readonly (readonly ValueKind[])[] = [
  ['interface'],
  ['address', 'address-list', 'address-mask'],
  ['mark', 'mark-mask'],
];

export function seenValues(snapshot: RuleSnapshot, kind: ValueKind): string[] {
  const group = groups.find((kinds) => kinds.includes(kind));
  if (!group) return [];
  const seen = new Set<string>(kind === 'interface' ? ['lo'] : []);
  const last = Math.min(snapshot.lines.length, linesRead);
  for (let line = 0; line < last && seen.size < mostValues; line += 1) {
    const node = snapshot.ruleset.isRule[line] === 1 ? nodeOfLine(snapshot, line) : undefined;
    if (node?.kind !== 'rule') continue;
    for (const { fact, values } of node.options) {
      if (fact && group.includes(fact.value)) {
        for (const { value } of values) if (value !== '') seen.add(value);
      }
    }
  }
  return [...seen];
}
