// C given as text → what the server makes of it, for tests of the C service and of what joins it to rules.
import { readFileSync } from 'node:fs';
import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver-types';
import { expect } from 'vitest';
import type { DiagnosticData } from '../../../../server/src/check';
import { createModuleService, type GrammarBytes } from '../../../../server/src/module/service';
import { diagnose } from '../../../../server/src/workspace/diagnose';
import { defaultSettings } from '../../../../server/src/workspace/settings';
import { Workspace } from '../../../../server/src/workspace/workspace';
import { applyEdits } from '../../../support/apply-edits';

export type Files = Readonly<Record<string, string>>;

export const grammars: GrammarBytes = {
  runtime: readFileSync('node_modules/web-tree-sitter/web-tree-sitter.wasm'),
  c: readFileSync('node_modules/tree-sitter-c/tree-sitter-c.wasm'),
};

export const service = await createModuleService(grammars);

export function uriOf(name: string): string {
  return `file:///w/${name}`;
}

/** A workspace of files on disk, by name. */
export function workspaceOf(files: Files): Workspace {
  const workspace = new Workspace(service);
  for (const [name, text] of Object.entries(files)) workspace.setFile(uriOf(name), text);
  return workspace;
}

/** `^^^^ error target-size` in a comment marks what the line above it is to be reported for, and where. */
const mark = /^(\s*\/\*\s*)(\^+) (error|warning|information|hint) ([\w-]+)(?:: (.*?))?\s*\*\/$/;

/**
 * Checks that every marked finding is reported, and nothing else. Gives the messages, in order. In the test of one check,
 * `checks/CODE.test.ts`, what other checks say of the fixture counts only if it is marked.
 */
export function expectMarked(files: Files): string[] {
  const workspace = workspaceOf(files);
  const heard = heardCodes(files);
  const messages: string[] = [];
  for (const [name, text] of Object.entries(files)) {
    const found = diagnose(workspace, uriOf(name), defaultSettings, (_code, error) => {
      throw error;
    });
    const diagnostics = found.filter(({ code }) => heard?.has(String(code)) ?? true);
    expect(diagnostics.map(summary), name).toEqual(marksOf(text));
    messages.push(
      ...diagnostics.map(({ message }) => (typeof message === 'string' ? message : message.value)),
    );
  }
  return messages;
}

/** The codes of the check that a test is about and of those it marks; undefined where all are heard. */
function heardCodes(files: Files): ReadonlySet<string> | undefined {
  const subject = /\/checks\/([\w-]+)\.test\.ts$/.exec(expect.getState().testPath ?? '')?.[1];
  if (subject === undefined) return undefined;
  const marked = Object.values(files).flatMap(marksOf);
  return new Set([subject, ...marked.map((line) => line.slice(line.lastIndexOf(' ') + 1))]);
}

/** The text of a file after every quick fix that the check of this test offers in it. */
export function fixed(files: Files, name: string): string {
  const found = diagnose(workspaceOf(files), uriOf(name), defaultSettings);
  const heard = heardCodes({});
  const offered = found.filter(({ code }) => heard?.has(String(code)) ?? true);
  const edits = offered.flatMap(({ data }) => (data as DiagnosticData).fixes?.[0]?.edits ?? []);
  return applyEdits(files[name] ?? '', edits);
}

function summary({ range, severity, code }: Diagnostic) {
  const word = Object.entries(DiagnosticSeverity).find(([, value]) => value === severity)?.[0];
  return `${range.start.line}:${range.start.character}-${range.end.character} ${word?.toLowerCase()} ${code}`;
}

function marksOf(text: string): string[] {
  const marks: string[] = [];
  text.split('\n').forEach((line, index, lines) => {
    const [, before = '', carets = '', severity, code] = mark.exec(line) ?? [];
    if (code === undefined) return;
    // Marks may stand one under the other, below the line they are about.
    let above = index - 1;
    while (mark.test(lines[above] ?? '')) above--;
    marks.push(`${above}:${before.length}-${before.length + carets.length} ${severity} ${code}`);
  });
  return marks;
}
