// Quick fixes: what the diagnostics in a range carry with them, and the comment that silences one.
import { CodeActionKind } from 'vscode-languageserver-types';
import type { CodeAction, Diagnostic, Range, TextEdit } from 'vscode-languageserver-types';
import type { DiagnosticData } from '../../check';
import { diagnose } from '../diagnostics';
import type { RuleSnapshot } from '../snapshot';

export function codeActions(snapshot: RuleSnapshot, range: Range): CodeAction[] {
  return actionsOf(snapshot.settings.uri, diagnose(snapshot), range, (line) => line);
}

/** The same for any document: `commentLine` is where a comment must stand that is about a line. */
export function actionsOf(
  uri: string,
  diagnostics: readonly Diagnostic[],
  range: Range,
  commentLine: (line: number) => number,
): CodeAction[] {
  const touched = diagnostics.filter((diagnostic) => overlaps(diagnostic.range, range));
  return [
    ...touched.flatMap((diagnostic) => fixes(uri, diagnostic)),
    ...touched.map((diagnostic) => silence(uri, diagnostic, commentLine(diagnostic.range.start.line))),
  ];
}

function fixes(uri: string, diagnostic: Diagnostic): CodeAction[] {
  const { fixes: found = [] } = diagnostic.data as DiagnosticData;
  return found.map(({ title, edits }) => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    isPreferred: found.length === 1,
    edit: { changes: { [uri]: [...edits] } },
  }));
}

function silence(uri: string, diagnostic: Diagnostic, line: number): CodeAction {
  const code = String(diagnostic.code);
  const start = { line, character: 0 };
  const edit: TextEdit = { range: { start, end: start }, newText: `# nfw-disable-line ${code}\n` };
  return {
    title: `Silence ${code} for this line`,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    edit: { changes: { [uri]: [edit] } },
  };
}

function overlaps(one: Range, other: Range): boolean {
  return !isBefore(one.end, other.start) && !isBefore(other.end, one.start);
}

function isBefore(one: Range['start'], other: Range['start']): boolean {
  return one.line < other.line || (one.line === other.line && one.character < other.character);
}
