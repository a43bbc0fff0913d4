// A long option's name → its fact, as getopt_long finds it: an exact name wins, iptables' own before those of
// extensions, later loaded extensions before earlier ones; else an abbreviation, if only one option has it. Beside an
// extension nobody described nothing is taken for an abbreviation: it may be the full name of one of its options.
import type { CoreOptionFact } from '../facts/core-options';
import type { OptionFact } from '../facts/fact';
import type { Profile } from '../profile';
import { coreByName } from './grammar';
import type { ExtensionNode } from './tree';

export type FoundOption =
  | { readonly fact: CoreOptionFact; readonly owner: undefined }
  | { readonly fact: OptionFact; readonly owner: ExtensionNode };

/** `loaded` in the order of loading. */
export function findOption(
  name: string,
  loaded: readonly ExtensionNode[],
  profile: Profile,
): FoundOption | undefined {
  return exact(name, loaded) ?? (loaded.some(isOpen) ? undefined : abbreviated(name, loaded, profile));
}

function exact(name: string, loaded: readonly ExtensionNode[]): FoundOption | undefined {
  const core = coreByName.get(name);
  if (core) return { fact: core, owner: undefined };
  for (let index = loaded.length - 1; index >= 0; index -= 1) {
    const owner = loaded[index] as ExtensionNode;
    const fact = owner.set?.byName.get(name);
    if (fact) return { fact, owner };
  }
  return undefined;
}

function abbreviated(
  name: string,
  loaded: readonly ExtensionNode[],
  profile: Profile,
): FoundOption | undefined {
  const found: FoundOption[] = [];
  const add = (option: FoundOption) => {
    if (!found.some((other) => isSame(other, option))) found.push(option);
  };
  for (const [long, fact] of coreByName) {
    if (long.startsWith(name) && isListed(fact, profile)) add({ fact, owner: undefined });
  }
  for (const owner of loaded.toReversed()) {
    for (const [long, fact] of owner.set?.byName ?? []) if (long.startsWith(name)) add({ fact, owner });
  }
  return found.length === 1 ? found[0] : undefined;
}

/** ip6tables-legacy alone has a table of its own, without `--fragments` (iptables/ip6tables.c, original_opts). */
function isListed({ families }: CoreOptionFact, { variant, family }: Profile): boolean {
  return variant === 'nft' || families === undefined || families.includes(family);
}

/** Two names of one option are no ambiguity, nor are two loads of one extension. */
function isSame(one: FoundOption, other: FoundOption): boolean {
  return one.fact === other.fact && one.owner?.set === other.owner?.set;
}

/** Whether any option may be this extension's, since nobody described which it has. */
export function isOpen(extension: ExtensionNode): boolean {
  return extension.set === undefined || extension.set.fact.undescribed === true;
}
