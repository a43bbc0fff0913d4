// Problems of remote/ as diagnostics of the editor. The compiler's notes belong to the complaint before them and are
// shown under it.
import * as vscode from 'vscode';
import type { Problem } from '../../remote/src/jobs/job';
import { groupNotes } from './sources/group-notes';

/** Puts the problems into a collection, each at its own file. */
export function showProblems(
  collection: vscode.DiagnosticCollection,
  problems: readonly Problem[],
  source: string,
): void {
  const byFile = new Map<string, vscode.Diagnostic[]>();
  for (const { problem, notes } of groupNotes(problems)) {
    const diagnostic = toDiagnostic(problem, source);
    diagnostic.relatedInformation = notes.map(
      (note) => new vscode.DiagnosticRelatedInformation(locationOf(note), note.message),
    );
    byFile.set(problem.file, [...(byFile.get(problem.file) ?? []), diagnostic]);
  }
  for (const [file, diagnostics] of byFile) collection.set(vscode.Uri.file(file), diagnostics);
}

function toDiagnostic(problem: Problem, source: string): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(locationOf(problem).range, problem.message, severityOf(problem));
  diagnostic.source = source;
  if (problem.code !== undefined) diagnostic.code = problem.code;
  return diagnostic;
}

/** A compiler names where something starts; the editor widens an empty range to the word there. */
function locationOf({ file, line, column }: Problem): vscode.Location {
  const position = new vscode.Position(Math.max(0, line - 1), Math.max(0, column - 1));
  return new vscode.Location(vscode.Uri.file(file), position);
}

function severityOf({ severity }: Problem): vscode.DiagnosticSeverity {
  switch (severity) {
    case 'error':
      return vscode.DiagnosticSeverity.Error;
    case 'warning':
      return vscode.DiagnosticSeverity.Warning;
    case 'note':
      return vscode.DiagnosticSeverity.Information;
  }
}
