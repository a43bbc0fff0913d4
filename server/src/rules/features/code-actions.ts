// Quick fixes: what the diagnostics in a range carry with them, and the comment that silences one.
import { CodeActionKind } from 'vscode-languageserver-types';
import type { CodeAction, Diagnostic, Range, TextEdit } from 'vscode-languageserver-types';
import type { DiagnosticData } from '../../check';
import { diagnose } from '../diagnostics';
import type { RuleSnapshot } from '../snapshot';

export function codeActions(snapshot: RuleSnapshot, range: Range): CodeAction[] {
  const touched = diagnose(snapshot).filter((diagnostic) => overlaps(diagnostic.range, range));
  return [
    ...touched.flatMap((diagnostic) => fixes(snapshot, diagnostic)),
    ...touched.map((diagnostic) => silence(snapshot, diagnostic)),
  ];
}

function fixes({ settings }: RuleSnapshot, diagnostic: Diagnostic): CodeAction[] {
  const { fixes: found = [] } = diagnostic.data as DiagnosticData;
  return found.map(({ title, edits }) => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    isPreferred: found.length === 1,
    edit: { changes: { [settings.uri]: [...edits] } },
  }));
}

function silence({ settings }: RuleSnapshot, diagnostic: Diagnostic): CodeAction {
  const code = String(diagnostic.code);
  const start = { line: diagnostic.range.start.line, character: 0 };
  const edit: TextEdit = { range: { start, end: start }, newText: `# nfw-disable-line ${code}\n` };
  return {
    title: `Silence ${code} for this line`,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    edit: { changes: { [settings.uri]: [edit] } },
  };
}

function overlaps(one: Range, other: Range): boolean {
  return !isBefore(one.end, other.start) && !isBefore(other.end, one.start);
}

function isBefore(one: Range['start'], other: Range['start']): boolean {
  return one.line < other.line || (one.line === other.line && one.character < other.character);
}
