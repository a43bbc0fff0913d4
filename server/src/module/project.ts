// The sources of a workspace together: which header an include means, what every extension resolves to, and which
// registration is the other half of which. Immutable; a change of any source makes another project, everything in it is
// worked out when it is asked for, and what lies in sources that did not change is taken over from earlier projects.
import { URI, Utils } from 'vscode-uri';
import { groupBy } from './group-by';
import { moduleNameOf } from './model/build-file';
import type { BuildFile } from './model/build-file';
import type { Kernel } from './kernel-api/kernel';
import { resolveExtensions } from './model/extension';
import type { Extension } from './model/extension';
import { headerGuardOf } from './model/header-guard';
import { createScope, reachableFiles } from './model/scope';
import type { ResolveInclude, Scope } from './model/scope';
import type { Include, SourceModel } from './model/source';

/** Every question takes one argument at most, so that remembered.ts can note it. */
export interface ModuleProject {
  readonly sources: readonly SourceModel[];
  readonly scopeOf: (source: SourceModel) => Scope;
  readonly extensionsOf: (source: SourceModel) => readonly Extension[];
  /** The registrations of the other side that go with one: same kind and name, from the nearest folder that has any. */
  readonly twinsOf: (extension: Extension) => readonly Extension[];
  /** What the build calls the module that a source is part of. */
  readonly moduleNameOf: (source: SourceModel) => string;
  /** The build files of the folder that a source lies in. */
  readonly buildFilesBeside: (source: SourceModel) => readonly BuildFile[];
  /** By the name of the file, without its folder. */
  readonly sourcesNamed: (name: string) => readonly SourceModel[];
  /** The headers that begin with this guard. */
  readonly headersGuardedBy: (guard: string) => readonly SourceModel[];
  /** Whether any of the sources defines a function of that name. */
  readonly definesFunction: (name: string) => boolean;
  /** The kernels that the sources are built for; none where nobody said. */
  readonly kernels: readonly Kernel[];
}

/** Sources and build files are looked up by URI, so every one must be written as `canonicalUri` writes it. */
export function createProject(
  sources: readonly SourceModel[],
  buildFiles: readonly BuildFile[] = [],
  kernels: readonly Kernel[] = [],
): ModuleProject {
  const resolveInclude = createIncludeResolver(sources);
  const scopeOf = remember((source: SourceModel) => currentScope(source, resolveInclude));
  const extensionsOf = (source: SourceModel) => extensionsIn(scopeOf(source), source);
  let functionNames: ReadonlySet<string> | undefined;
  let byKey: Map<string, Extension[]> | undefined;
  let byName: Map<string, SourceModel[]> | undefined;
  let byGuard: Map<string, SourceModel[]> | undefined;
  const allByKey = () => (byKey ??= groupBy(sources.flatMap(extensionsOf), twinKey));
  return {
    sources,
    scopeOf,
    extensionsOf,
    twinsOf: (extension) => nearestTwins(extension, allByKey().get(twinKey(extension)) ?? []),
    moduleNameOf: (source) => moduleNameOf(nameOf(source.uri), buildFileOf(source, buildFiles)),
    buildFilesBeside: ({ uri }) => buildFiles.filter((file) => folderOf(file.uri) === folderOf(uri)),
    sourcesNamed: (name) => (byName ??= groupBy(sources, ({ uri }) => nameOf(uri))).get(name) ?? [],
    headersGuardedBy: (guard) => (byGuard ??= groupBy(sources, guardOf)).get(guard) ?? [],
    definesFunction: (name) => (functionNames ??= functionNamesOf(sources)).has(name),
    kernels,
  };
}

function functionNamesOf(sources: readonly SourceModel[]): ReadonlySet<string> {
  return new Set(sources.flatMap(({ functions }) => functions.map(({ name }) => name)));
}

/** One spelling for every URI of a file. */
export function canonicalUri(uri: string): string {
  return URI.parse(uri).toString();
}

/** Of every source the scope it had when it was last asked for. */
const latestScopes = new WeakMap<SourceModel, Scope>();

/** The latest scope of a source, unless one of its files, or where an include leads, has changed since. */
function currentScope(source: SourceModel, resolve: ResolveInclude): Scope {
  const known = latestScopes.get(source);
  const files = reachableFiles(source, resolve);
  if (known?.files.length === files.length && files.every((file, index) => file === known.files[index])) {
    return known;
  }
  const scope = createScope(files);
  latestScopes.set(source, scope);
  return scope;
}

const extensionsByScope = new WeakMap<Scope, readonly Extension[]>();

function extensionsIn(scope: Scope, source: SourceModel): readonly Extension[] {
  const extensions = extensionsByScope.get(scope) ?? resolveExtensions(source, scope);
  extensionsByScope.set(scope, extensions);
  return extensions;
}

function createIncludeResolver(sources: readonly SourceModel[]): ResolveInclude {
  const byUri = new Map(sources.map((source) => [source.uri, source]));
  const byName = groupBy(sources, (source) => decodeURIComponent(nameOf(source.uri)));
  return (from, include) => {
    // What the workspace has no file of is not looked for by its path: most includes are of that kind.
    const candidates = byName.get(nameOf(include.path)) ?? [];
    if (candidates.length === 0) return undefined;
    const local = include.local ? byUri.get(besideOf(from, include.path)) : undefined;
    if (local) return local;
    // Without the build's include folders, a header is found when just one file of the workspace can be meant.
    const meant = candidates.filter(({ uri }) => decodeURIComponent(uri).endsWith(`/${include.path}`));
    if (meant.length > 0) return meant.length === 1 ? meant[0] : undefined;
    // `<linux/netfilter/xt_FOO.h>` is where a header is copied to that lies beside the source of an extension.
    return isInstalled(include) ? byUri.get(besideOf(from, nameOf(include.path))) : undefined;
  };
}

function isInstalled({ path, local }: Include): boolean {
  return !local && /^linux\/netfilter(?:_\w+)?\/\w+\.h$/.test(path);
}

function besideOf(from: SourceModel, path: string): string {
  return Utils.joinPath(Utils.dirname(URI.parse(from.uri)), path).toString();
}

function guardOf(source: SourceModel): string {
  return headerGuardOf(source)?.name ?? '';
}

/** Halves of one extension have it in common. */
function twinKey({ kind, kernelName }: Extension): string {
  return `${kind} ${kernelName}`;
}

function nearestTwins(extension: Extension, sameName: readonly Extension[]): Extension[] {
  const twins = sameName.filter(({ side }) => side !== extension.side);
  if (twins.length < 2) return twins;
  const nearness = (twin: Extension) => sharedFolders(twin.source.uri, extension.source.uri);
  const nearest = Math.max(...twins.map(nearness));
  return twins.filter((twin) => nearness(twin) === nearest);
}

function sharedFolders(a: string, b: string): number {
  const left = a.split('/').slice(0, -1);
  const right = b.split('/').slice(0, -1);
  const apart = left.findIndex((folder, index) => folder !== right[index]);
  return apart < 0 ? left.length : apart;
}

function buildFileOf(source: SourceModel, buildFiles: readonly BuildFile[]): BuildFile | undefined {
  const folder = folderOf(source.uri);
  const object = nameOf(source.uri).replace(/\.c$/, '');
  return buildFiles.find(({ uri, modules }) => folderOf(uri) === folder && modules.has(object));
}

function nameOf(uri: string): string {
  return uri.slice(uri.lastIndexOf('/') + 1);
}

function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/') + 1);
}

function remember<Key extends object, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, Value>();
  return (key) => {
    const value = known.get(key) ?? compute(key);
    known.set(key, value);
    return value;
  };
}
