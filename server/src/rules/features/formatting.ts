// Formatting: each line as iptables-save would write it, in place. Lines are neither added nor moved, comments stay,
// and a line in which something is wrong is left to its author: formatting never changes what a file means.
import type { Range, TextEdit } from 'vscode-languageserver-types';
import { formatLine } from '../format/format-line';
import { savedRule } from '../format/saved-rule';
import type { SavedRule } from '../format/saved-rule';
import { nodeOfLine } from '../snapshot';
import type { RuleSnapshot } from '../snapshot';

/** The edits that format a file, or the lines that a range touches. */
export function formatting(snapshot: RuleSnapshot, range?: Range): TextEdit[] {
  const { lines } = snapshot;
  const last = Math.min(range?.end.line ?? Infinity, lines.count - 1);
  const edits: TextEdit[] = [];
  for (let line = range?.start.line ?? 0; line <= last; line += 1) {
    const text = lines.textAt(line);
    const formatted = isSound(snapshot, line) ? formattedLine(snapshot, line, text) : undefined;
    if (formatted === undefined || formatted === text) continue;
    const whole = { start: { line, character: 0 }, end: { line, character: text.length } };
    edits.push({ range: whole, newText: formatted });
  }
  return edits;
}

/** What iptables-save prints of a rule, as far as that is certain. */
export function savedRuleAt(snapshot: RuleSnapshot, line: number): SavedRule | undefined {
  const node = isSound(snapshot, line) ? nodeOfLine(snapshot, line) : undefined;
  if (node?.kind !== 'rule') return undefined;
  return savedRule(node, snapshot.lines.textAt(line), snapshot.settings.profile.family);
}

function formattedLine(snapshot: RuleSnapshot, line: number, text: string): string | undefined {
  const node = nodeOfLine(snapshot, line);
  return node && formatLine(node, text, snapshot.settings.profile.family);
}

/** A rule outside a table, or one that iptables or the kernel refuses, is not ours to reword. */
function isSound({ lines, ruleset }: RuleSnapshot, line: number): boolean {
  const model = lines.modelAt(line);
  if (!model || lines.textAt(line).endsWith('\r')) return false;
  if (model.kind === 'rule' && ruleset.isRule[line] !== 1) return false;
  return model.found.every(({ check, finding }) => (finding.tier ?? check.tier) === 'logic');
}
