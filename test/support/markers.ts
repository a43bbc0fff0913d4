// Fixtures with marks in them. `$0` is where the cursor is. A line of carets under a line expects a diagnostic just
// there: `^^^ bad-port: invalid port/service`, the code first, then words the message has; `^^^ (warning) code`
// expects a severity other than error.
import type { Position } from 'vscode-languageserver-types';

export interface CursorFixture {
  readonly text: string;
  readonly position: Position;
}

export function withCursor(fixture: string): CursorFixture {
  const offset = fixture.indexOf('$0');
  if (offset < 0) throw new Error('The fixture has no $0.');
  const before = fixture.slice(0, offset).split('\n');
  return {
    text: fixture.slice(0, offset) + fixture.slice(offset + 2),
    position: { line: before.length - 1, character: before.at(-1)?.length ?? 0 },
  };
}

export interface ExpectedDiagnostic {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly severity: string;
  readonly code: string;
  /** Words the message must have; empty when only the code is expected. */
  readonly message: string;
}

export interface DiagnosticFixture {
  readonly text: string;
  readonly expected: readonly ExpectedDiagnostic[];
}

const mark = /^( *)(\^+) (?:\((\w+)\) )?([a-z-]+)(?:: (.*))?$/;

export function withMarks(fixture: string): DiagnosticFixture {
  const lines: string[] = [];
  const expected: ExpectedDiagnostic[] = [];
  for (const line of fixture.split('\n')) {
    const found = mark.exec(line);
    if (!found) {
      lines.push(line);
      continue;
    }
    const [, indent = '', carets = '', severity = 'error', code = '', message = ''] = found;
    const start = indent.length;
    expected.push({ line: lines.length - 1, start, end: start + carets.length, severity, code, message });
  }
  return { text: lines.join('\n'), expected };
}
