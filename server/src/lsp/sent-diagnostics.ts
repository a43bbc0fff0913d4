// Diagnostics as they are found → as they are sent. Quick fixes stay here: a client asks for them when somebody wants one, and
// those of a file in CRLF would be longer than the file. Of a file in which nearly every line is wrong, the first faults
// are enough.
import { DiagnosticSeverity } from 'vscode-languageserver';
import type { Diagnostic } from 'vscode-languageserver';
import type { DiagnosticData } from '../check';

/** More than anybody looks through, and few enough for an editor to show. */
export const mostSent = 2000;

export function toSend(found: readonly Diagnostic[]): Diagnostic[] {
  const sent = found.slice(0, mostSent).map(withoutFixes);
  const left = found.length - sent.length;
  const last = sent.at(-1);
  if (left > 0 && last) {
    const message = `${left.toLocaleString('en')} more findings further down are not shown.`;
    sent.push({ range: last.range, severity: DiagnosticSeverity.Information, message });
  }
  return sent;
}

function withoutFixes(diagnostic: Diagnostic): Diagnostic {
  const data = diagnostic.data as DiagnosticData | undefined;
  return data?.fixes ? { ...diagnostic, data: { tier: data.tier } } : diagnostic;
}
