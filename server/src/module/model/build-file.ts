// Kbuild, Makefile and Mbuild: which module a source file becomes part of, for KBUILD_MODNAME.

/** What one build file says of the sources beside it. */
export interface BuildFile {
  readonly uri: string;
  /** Module name by source name, both without extension: `clone_core` → `xt_CLONE`. */
  readonly modules: ReadonlyMap<string, string>;
}

/** `obj-m += xt_CLONE.o`, `obj-${build_CLONE} += xt_CLONE.o`, `xt_CLONE-objs := a.o b.o`, `xt_CLONE-y += c.o`. */
const assignment = /^[ \t]*([\w.${}()-]+)[ \t]*(?:\+=|:=|\?=|=)[ \t]*(.*)$/gm;

export function readBuildFile(uri: string, text: string): BuildFile {
  const modules = new Map<string, string>();
  const parts = new Map<string, string>();
  for (const [, variable = '', value = ''] of text.replace(/\\\r?\n/g, ' ').matchAll(assignment)) {
    const objects = value.replace(/#.*/, '').match(/[\w.-]+(?=\.o\b)/g) ?? [];
    const composite = /^(.+)-(?:objs|y|m)$/.exec(variable)?.[1];
    for (const object of objects) {
      if (variable.startsWith('obj-')) modules.set(object, object);
      else if (composite !== undefined) parts.set(object, composite);
    }
  }
  for (const [part, module] of parts) if (modules.has(module)) modules.set(part, module);
  return { uri, modules };
}

/** The name of the module that a source goes into; the source's own when no build file says otherwise. */
export function moduleNameOf(sourceName: string, buildFile: BuildFile | undefined): string {
  const object = sourceName.replace(/\.c$/, '');
  return (buildFile?.modules.get(object) ?? object).replaceAll('-', '_');
}
