// Shell scripts and `.t` files as tests open them: a workspace that reads them, and fixtures checked against the
// diagnostics they get.
import { readFileSync } from 'node:fs';
import { DiagnosticSeverity } from 'vscode-languageserver-types';
import type { Diagnostic } from 'vscode-languageserver-types';
import { expect } from 'vitest';
import { createModuleService } from '../../server/src/module/service';
import type { ReadScript } from '../../server/src/shell/service';
import { createShellService } from '../../server/src/shell/service';
import { diagnose } from '../../server/src/workspace/diagnose';
import type { EmbeddedKind } from '../../server/src/workspace/embedded-files';
import { defaultSettings } from '../../server/src/workspace/settings';
import type { ServerSettings } from '../../server/src/workspace/settings';
import { Workspace } from '../../server/src/workspace/workspace';
import { withCursor, withMarks } from './markers';

const runtime = readFileSync('node_modules/web-tree-sitter/web-tree-sitter.wasm');
const module = await createModuleService({
  runtime,
  c: readFileSync('node_modules/tree-sitter-c/tree-sitter-c.wasm'),
});

export const readScript: ReadScript = await createShellService({
  runtime,
  bash: readFileSync('node_modules/@vscode/tree-sitter-wasm/wasm/tree-sitter-bash.wasm'),
});

export interface OpenEmbedded {
  readonly workspace: Workspace;
  readonly uri: string;
  readonly settings: ServerSettings;
}

export function openEmbedded(
  kind: EmbeddedKind,
  text: string,
  settings: Partial<ServerSettings> = {},
  name = kind === 'tests' ? 'libxt_tcp.t' : 'firewall.sh',
): OpenEmbedded {
  const workspace = new Workspace(module);
  workspace.useShell(readScript);
  const uri = `file:///w/${name}`;
  workspace.setDocument(uri, kind, text);
  return { workspace, uri, settings: { ...defaultSettings, ...settings } };
}

/** A script with a `$0` in it, as the features of its chains are asked. */
export function openScript(fixture: string) {
  const { text, position } = withCursor(fixture);
  const { workspace, uri, settings } = openEmbedded('script', text);
  const script = workspace.embedded(uri, settings);
  if (script?.kind !== 'script') throw new Error('This is no script.');
  return { text, position, uri, script, rules: workspace.rules };
}

export function diagnoseOpen({ workspace, uri, settings }: OpenEmbedded): Diagnostic[] {
  return diagnose(workspace, uri, settings);
}

/** `line:start-end code` of each finding that iptables would stop at, lines one-based. */
export function errorsIn(kind: EmbeddedKind, text: string, settings: Partial<ServerSettings> = {}): string[] {
  return diagnoseOpen(openEmbedded(kind, text, settings))
    .filter(({ severity }) => severity === DiagnosticSeverity.Error)
    .map(({ range: { start, end }, code, message }) => {
      const what = typeof message === 'string' ? message : message.value;
      return `${start.line + 1}:${start.character}-${end.character} ${code ?? ''}: ${what}`;
    });
}

/** Checks that a script has just the findings its marks expect: `^^^ code: words of the message`. */
export function expectInScript(fixture: string, settings: Partial<ServerSettings> = {}): void {
  const { text, expected } = withMarks(fixture);
  const found = diagnoseOpen(openEmbedded('script', text, settings));
  expect(found.map(placeOf)).toEqual(
    expected.map(({ line, start, end, code }) => ({ line, start, end, code })),
  );
  found.forEach(({ message }, index) => {
    const said = typeof message === 'string' ? message : message.value;
    expect(said.toLowerCase()).toContain((expected[index]?.message ?? '').toLowerCase());
  });
}

function placeOf({ range, code }: Diagnostic) {
  return { line: range.start.line, start: range.start.character, end: range.end.character, code };
}
