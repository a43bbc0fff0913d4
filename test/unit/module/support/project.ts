// C given as text → what the server makes of it, for tests of the C service and of what joins it to rules.
import { readFileSync } from 'node:fs';
import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver-types';
import { expect } from 'vitest';
import { createModuleService, type GrammarBytes } from '../../../../server/src/module/service';
import { diagnose } from '../../../../server/src/workspace/diagnose';
import { defaultSettings } from '../../../../server/src/workspace/settings';
import { Workspace } from '../../../../server/src/workspace/workspace';

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

/** Checks that every marked finding is reported, and nothing else. Gives the messages, in order. */
export function expectMarked(files: Files): string[] {
  const workspace = workspaceOf(files);
  const messages: string[] = [];
  for (const [name, text] of Object.entries(files)) {
    const diagnostics = diagnose(workspace, uriOf(name), defaultSettings, (_code, error) => {
      throw error;
    });
    expect(diagnostics.map(summary), name).toEqual(marksOf(text));
    messages.push(
      ...diagnostics.map(({ message }) => (typeof message === 'string' ? message : message.value)),
    );
  }
  return messages;
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
