// What the names of a file mean: its own definitions and those of the workspace's headers that it includes. Where
// conditionals give a name two meanings, it has none.
import type { Macro } from './macros';
import type { EnumConstant, Include, SourceModel } from './source';
import type { Struct } from './structs';
import type { TypeReference } from './type-reference';

export interface Scope {
  /** The files the scope is made of, the source itself first. */
  readonly files: readonly SourceModel[];
  macro(name: string): Macro | undefined;
  /** Whether any of the files defines the macro, however often. */
  definesMacro(name: string): boolean;
  constant(name: string): EnumConstant | undefined;
  /** By `struct name` or `union name`, or by the name that a typedef gives it. */
  struct(name: string): Struct | undefined;
  typedef(name: string): TypeReference | undefined;
  /** The file that defines a struct, for links to it. */
  fileOfStruct(name: string): SourceModel | undefined;
}

/** Finds the workspace's file that an include of `from` means; undefined for the system's headers. */
export type ResolveInclude = (from: SourceModel, include: Include) => SourceModel | undefined;

/** Joins a source with its headers (`reachableFiles`). */
export function createScope(files: readonly SourceModel[]): Scope {
  const single = <T>(values: (file: SourceModel) => readonly T[] | undefined): T | undefined => {
    let only: T | undefined;
    for (const file of files) {
      const [first, second] = values(file) ?? [];
      if (second !== undefined || (first !== undefined && only !== undefined)) return undefined;
      only ??= first;
    }
    return only;
  };
  const typedef = (name: string) => single((file) => file.typedefs.get(name));
  const struct = (name: string) => single((file) => file.structs.get(name));
  const structOfTypedef = (name: string) => {
    const type = typedef(name);
    const isPlain = type?.pointers === 0 && type.dimensions.length === 0 && !type.irregular;
    return isPlain ? (type.inline ?? struct(type.name)) : undefined;
  };
  return {
    files,
    macro: (name) => single((file) => file.macros.get(name)),
    definesMacro: (name) => files.some((file) => file.macros.has(name)),
    constant: (name) => single((file) => file.constants.get(name)),
    struct: (name) => struct(name) ?? structOfTypedef(name),
    typedef,
    fileOfStruct: (name) => files.find((file) => file.structs.has(name) || file.typedefs.has(name)),
  };
}

/** Whether a source includes headers of its own that are nowhere in the workspace: they may define anything. */
export function missesHeaders({ includes }: SourceModel, { files }: Scope): boolean {
  return includes.some(({ path, local }) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    return local && !files.some(({ uri }) => uri.endsWith(`/${name}`));
  });
}

/** A source and its headers, each once, itself first. */
export function reachableFiles(source: SourceModel, resolve: ResolveInclude): SourceModel[] {
  const files = new Set([source]);
  // A Set is iterated in the order of insertion, those added on the way included.
  for (const file of files) {
    for (const include of file.includes) {
      const target = resolve(file, include);
      if (target) files.add(target);
    }
  }
  return [...files];
}
