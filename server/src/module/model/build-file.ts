// Kbuild, Makefile and Mbuild: which module a source file becomes part of, for KBUILD_MODNAME, and what the file sets.
import type { Range } from 'vscode-languageserver-types';

/** What one build file says of the sources beside it. */
export interface BuildFile {
  readonly uri: string;
  readonly text: string;
  /** Module name by source name, both without extension: `clone_core` → `xt_CLONE`. */
  readonly modules: ReadonlyMap<string, string>;
  readonly assignments: readonly BuildAssignment[];
  /** Whether make may find sources by itself, by patterns, functions or other files. */
  readonly isOpen: boolean;
}

/** `obj-m += xt_CLONE.o`, `obj-${build_CLONE} += xt_CLONE.o`, `xt_CLONE-objs := a.o b.o`, `xt_CLONE-y += c.o`. */
export interface BuildAssignment {
  readonly variable: string;
  readonly variableRange: Range;
  readonly value: string;
}

const assignment = /^([ \t]*)([\w.${}()-]+)[ \t]*(?:\+=|::?=|\?=|=)[ \t]*(.*)$/;

/** `$(wildcard …)` and its like, `include`, and rules for any name. */
const opening =
  /\$[({](?:wildcard|patsubst|foreach|shell|call|eval|subst|addprefix|addsuffix)\b|^-?include\b|^[^\n:=#]*%[^\n:=]*:/m;

export function readBuildFile(uri: string, text: string): BuildFile {
  const assignments = readAssignments(text);
  const modules = new Map<string, string>();
  const parts = new Map<string, string>();
  for (const { variable, value } of assignments) {
    const objects = value.match(/[\w.-]+(?=\.o\b)/g) ?? [];
    const composite = /^(.+)-(?:objs|y|m)$/.exec(variable)?.[1];
    for (const object of objects) {
      if (variable.startsWith('obj-')) modules.set(object, object);
      else if (composite !== undefined) parts.set(object, composite);
    }
  }
  for (const [part, module] of parts) if (modules.has(module)) modules.set(part, module);
  return { uri, text, modules, assignments, isOpen: opening.test(text) };
}

function readAssignments(text: string): BuildAssignment[] {
  const assignments: BuildAssignment[] = [];
  const lines = text.split(/\r?\n/);
  for (let line = 0; line < lines.length; line++) {
    const first = line;
    let written = lines[line] ?? '';
    while (written.endsWith('\\')) written = `${written.slice(0, -1)} ${lines[++line] ?? ''}`;
    const [, indentation = '', variable, value = ''] = assignment.exec(written) ?? [];
    if (variable === undefined) continue;
    const start = { line: first, character: indentation.length };
    const end = { line: first, character: indentation.length + variable.length };
    assignments.push({ variable, variableRange: { start, end }, value: value.replace(/#.*/, '') });
  }
  return assignments;
}

/** The name of the module that a source goes into; the source's own when no build file says otherwise. */
export function moduleNameOf(sourceName: string, buildFile: BuildFile | undefined): string {
  const object = sourceName.replace(/\.c$/, '');
  return (buildFile?.modules.get(object) ?? object).replaceAll('-', '_');
}
