// Where a use stands → the kernels whose compilers see it: the conditions around it, and the wrappers that the workspace
// itself has for the name.
import { conditionsAt, readBranches } from '../model/configurations/conditionals';
import type { Branch, Condition } from '../model/configurations/conditionals';
import type { SourceModel } from '../model/source';
import type { ModuleProject } from '../project';
import { compiledFor } from './compiled-for';
import type { IsOptionOn } from './compiled-for';
import { allVersions, noVersions, union } from './versions';
import type { VersionSet } from './versions';

const branchesOfSource = new WeakMap<SourceModel, readonly Branch[]>();

/** The conditions under which a line of a source is compiled, without the guard of a header. */
export function conditionsOf(source: SourceModel, line: number): Condition[] {
  const branches = branchesOfSource.get(source) ?? readBranches(source.text);
  branchesOfSource.set(source, branches);
  return conditionsAt(branches, line).filter((condition) => !isHeaderGuard(condition, source));
}

/** The kernels for which a line is compiled; undefined where that cannot be known. */
export function compiledAt(
  source: SourceModel,
  line: number,
  isOptionOn?: IsOptionOn,
): VersionSet | undefined {
  return compiledFor(conditionsOf(source, line), isOptionOn);
}

/** `#ifndef FOO_H` around a file that then defines it. */
function isHeaderGuard({ expression, holds }: Condition, { macros }: SourceModel): boolean {
  const name = /^!\s*defined\s*\(?\s*(\w+)\s*\)?$/.exec(expression)?.[1];
  return holds && name !== undefined && /(?:_H_*|INCLUDED_*)$/i.test(name) && macros.has(name);
}

/**
 * The kernels for which the workspace itself says what a name is: by a macro or a function of its own, as headers for
 * older kernels do. Where the condition of such a wrapper cannot be known, it counts for all.
 */
export function wrappedFor(source: SourceModel, name: string, project: ModuleProject): VersionSet {
  let versions = noVersions;
  for (const file of filesBehind(source, project)) {
    const lines = [
      ...(file.macros.get(name) ?? []).map(({ range }) => range.start.line),
      ...file.functions
        .filter((definition) => definition.name === name)
        .map(({ nameRange }) => nameRange.start.line),
    ];
    for (const line of lines) versions = union(versions, compiledAt(file, line) ?? allVersions);
  }
  return versions;
}

/** The files of the scope, and every file that an include that leads to none of them may mean. */
function filesBehind(source: SourceModel, project: ModuleProject): readonly SourceModel[] {
  const { files } = project.scopeOf(source);
  const found = new Set(files.map(({ uri }) => nameOf(uri)));
  const missing = new Set(
    files
      .flatMap(({ includes }) => includes.map(({ path }) => nameOf(path)))
      .filter((name) => !found.has(name)),
  );
  if (missing.size === 0) return files;
  return [...files, ...project.sources.filter(({ uri }) => missing.has(nameOf(uri)))];
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
