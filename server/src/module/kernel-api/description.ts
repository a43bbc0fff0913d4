// A kernel as its own headers describe it: plain data that the workspace reads from the folders of a target's build tree
// (workspace/kernel-headers.ts), and the kernel that checks ask, made of it.
import type { Declaration, Header, Watched } from './header';
import { forms } from './judge';
import type { CallForm, Form } from './forms';
import type { Kernel, SymbolExport } from './kernel';
import { versionOf } from './versions';

export interface KernelDescription {
  /** As messages name it: `6.1.0-18-amd64 on router`. */
  readonly name: string;
  /** `LINUX_VERSION_CODE` of its generated/uapi/linux/version.h. */
  readonly versionCode: number;
  /** Headers that were found, by the path an include names: `linux/skbuff.h`. */
  readonly headers: ReadonlyMap<string, Header>;
  /** Module.symvers. */
  readonly symbols: ReadonlyMap<string, SymbolExport>;
  /** The macros that its configuration defines: `CONFIG_…`, and `CONFIG_…_MODULE` for what is a module. */
  readonly options: ReadonlySet<string>;
}

/** What the history asks of headers. */
export const watched: Watched = {
  words: new Set(forms.flatMap((form) => (form.kind === 'name' ? [form.name] : []))),
  structs: new Set(forms.flatMap((form) => ('struct' in form ? [form.struct] : []))),
};

/** Reads Module.symvers: checksum, name, module and kind of export, tab after tab. */
export function readSymbols(text: string): ReadonlyMap<string, SymbolExport> {
  const rows = text.split('\n').map((line) => line.split('\t'));
  return new Map(
    rows.flatMap(([, name, module, kind]) =>
      name === undefined || module === undefined
        ? []
        : [[name, { module, isForGplOnly: kind?.includes('GPL') === true }] as const],
    ),
  );
}

/** Reads auto.conf as the preprocessor sees it: `CONFIG_NETFILTER_XTABLES=m` defines `CONFIG_NETFILTER_XTABLES_MODULE`. */
export function readOptions(text: string): ReadonlySet<string> {
  return new Set(
    [...text.matchAll(/^(CONFIG_\w+)=(.*)$/gm)].map(([, name = '', value]) =>
      value === 'm' ? `${name}_MODULE` : name,
    ),
  );
}

export function kernelOf({ name, versionCode, headers, symbols, options }: KernelDescription): Kernel {
  const declarations = new Map<string, Declaration[]>();
  for (const header of headers.values()) {
    for (const [declared, all] of header.declarations) {
      const known = declarations.get(declared);
      if (known) known.push(...all);
      else declarations.set(declared, [...all]);
    }
  }
  const described = { headers, declarations };
  return {
    name,
    version: versionOf(versionCode >> 16, (versionCode >> 8) & 0xff, versionCode & 0xff),
    declares: (form, within) => declares(described, form, within),
    declarationsOf: (wanted) => declarations.get(wanted) ?? [],
    ...(symbols.size > 0 && { symbol: (wanted: string) => symbols.get(wanted) }),
    ...(options.size > 0 && { isOptionOn: (option: string) => options.has(option) }),
  };
}

interface Described {
  readonly headers: ReadonlyMap<string, Header>;
  readonly declarations: ReadonlyMap<string, readonly Declaration[]>;
}

/** Undefined where none of the headers that would say was found. */
function declares(
  { headers, declarations }: Described,
  form: Form,
  within: readonly string[],
): boolean | undefined {
  const read = within.flatMap((path) => headers.get(path) ?? []);
  switch (form.kind) {
    case 'call': {
      const known = declarations.get(form.name) ?? [];
      if (known.length > 0) return candidates(known, form).some((declaration) => takes(declaration, form));
      return read.length > 0 ? false : undefined;
    }
    case 'field':
    case 'registration': {
      const words = [...headers.values()].flatMap(({ structs }) => structs.get(form.struct) ?? []);
      return words.length > 0 ? words.some((each) => each.has(form.name)) : undefined;
    }
    case 'name':
      if (read.length === 0) return undefined;
      return [...headers.values()].some(({ words }) => words.has(form.name));
  }
}

/** Macros that stand in for functions of a part that is left out say nothing of types. */
function candidates(known: readonly Declaration[], { parameters }: CallForm): readonly Declaration[] {
  const functions = known.filter(({ kind }) => kind === 'prototype' || kind === 'inline');
  const isTyped = parameters.some(({ type }) => type !== undefined);
  return isTyped && functions.length > 0 ? functions : known;
}

function takes({ kind, parameters, variadic }: Declaration, form: CallForm): boolean {
  if (variadic) return true;
  if (parameters.length !== form.parameters.length) return false;
  if (kind === 'macro') return true;
  return form.parameters.every(({ byAddress, type }, index) => {
    const written = parameters[index] ?? '';
    if (type !== undefined) return written.includes(type);
    return byAddress === /sk_buff\s*\*\s*\*/.test(written);
  });
}
