// What can be folded: tables, blocks of comments, and the rules that stand together in one chain.
import { FoldingRangeKind } from 'vscode-languageserver-types';
import type { FoldingRange } from 'vscode-languageserver-types';
import type { RuleSnapshot } from '../snapshot';

export function foldingRanges(snapshot: RuleSnapshot): FoldingRange[] {
  const tables = snapshot.ruleset.tables
    .filter(({ line, end }) => end > line)
    .map(({ line, end }) => ({ startLine: line, endLine: end }));
  const comments = runs(snapshot, (line) =>
    snapshot.lines.modelAt(line)?.kind === 'comment' ? '#' : undefined,
  ).map((range) => ({ ...range, kind: FoldingRangeKind.Comment }));
  const chains = runs(snapshot, (line) => chainOf(snapshot, line));
  return [...tables, ...comments, ...chains].sort(
    (a, b) => a.startLine - b.startLine || b.endLine - a.endLine,
  );
}

/** The number of its name. */
function chainOf({ ruleset, lines }: RuleSnapshot, line: number): number | undefined {
  const rule = ruleset.isRule[line] === 1 ? lines.ruleAt(line) : undefined;
  return rule?.command?.hasChain ? lines.nameAt(line) : undefined;
}

/** Lines in a row that have the same key, two at least. */
function runs({ lines }: RuleSnapshot, keyOf: (line: number) => string | number | undefined): FoldingRange[] {
  const found: FoldingRange[] = [];
  let start = 0;
  for (let line = 1; line <= lines.count; line += 1) {
    const key = keyOf(start);
    if (line < lines.count && key !== undefined && keyOf(line) === key) continue;
    if (key !== undefined && line - start > 1) found.push({ startLine: start, endLine: line - 1 });
    start = line;
  }
  return found;
}
