// `nfw lint --format text`: one line a finding, as compilers write it, so that editors and CI systems that know
// gcc's output know this one.
import { fileURLToPath } from 'node:url';
import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver-protocol';
import { displayPath } from '../problem';
import { messageOf, type LintedFile } from './report';

/** The word for an LSP severity; a diagnostic without one is an error. */
export const severityWords: Readonly<Record<DiagnosticSeverity, string>> = {
  [DiagnosticSeverity.Error]: 'error',
  [DiagnosticSeverity.Warning]: 'warning',
  [DiagnosticSeverity.Information]: 'note',
  [DiagnosticSeverity.Hint]: 'note',
};

/** `file:line:column: severity: message [code]`, a line for each finding and each related place, and a summary. */
export function formatText(files: readonly LintedFile[]): string {
  const lines = files.flatMap(({ file, diagnostics }) =>
    diagnostics.flatMap((diagnostic) => [
      `${place(file, diagnostic)}: ${severityWord(diagnostic)}: ${messageOf(diagnostic)} [${diagnostic.code}]`,
      ...(diagnostic.relatedInformation ?? []).map(
        ({ location, message }) => `${place(displayName(location.uri), location)}: note: ${message}`,
      ),
    ]),
  );
  return lines.map((line) => `${line}\n`).join('');
}

export const severityWord = ({ severity }: Diagnostic): string =>
  severityWords[severity ?? DiagnosticSeverity.Error];

function place(file: string, { range }: Pick<Diagnostic, 'range'>): string {
  return `${file}:${range.start.line + 1}:${range.start.character + 1}`;
}

const displayName = (uri: string): string =>
  uri.startsWith('file:') ? displayPath(fileURLToPath(uri)) : uri;
