// The result of a lint run as all formats take it.
import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver-protocol';

export interface LintedFile {
  /** As the user named it. */
  readonly file: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** How many findings of each weight there are; a diagnostic without a severity is an error. */
export function countSeverities(files: readonly LintedFile[]): { errors: number; warnings: number } {
  const all = files.flatMap(({ diagnostics }) => diagnostics);
  const count = (wanted: DiagnosticSeverity): number =>
    all.filter(({ severity = DiagnosticSeverity.Error }) => severity === wanted).length;
  return { errors: count(DiagnosticSeverity.Error), warnings: count(DiagnosticSeverity.Warning) };
}

/** The text of a diagnostic's message, which newer versions of LSP let be Markdown. */
export const messageOf = ({ message }: Diagnostic): string =>
  typeof message === 'string' ? message : message.value;
