// What the parser must know of the options to tell an option from a value: the facts, indexed by name. Compiled
// once for a profile and a catalog.
import type { Catalog } from '../facts/catalog';
import { coreOptions } from '../facts/core-options';
import type { CoreOptionFact } from '../facts/core-options';
import type { ExtensionFact, OptionFact } from '../facts/fact';
import { protocolName } from '../facts/protocols';
import type { Profile } from '../profile';

/** The options of one extension, by every name they go by. */
export interface OptionSet {
  readonly fact: ExtensionFact;
  readonly byName: ReadonlyMap<string, OptionFact>;
  readonly mandatory: readonly OptionFact[];
}

export interface Grammar {
  readonly profile: Profile;
  /** What the profile's version of iptables has. */
  readonly catalog: Catalog;
  /** What any version has. */
  readonly everyVersion: Catalog;
  match(name: string): OptionSet | undefined;
  target(name: string): OptionSet | undefined;
  /** Whether all that was asked of this one is described by another as it is here. */
  isKeptBy(other: Grammar): boolean;
  /** The match that `-p` makes available, by the protocol's name or number. */
  protocolMatch(protocol: string): OptionSet | undefined;
}

/** Options of iptables itself, by long name and by letter. */
export const coreByName: ReadonlyMap<string, CoreOptionFact> = new Map(
  coreOptions.flatMap((fact) => [fact.name, ...(fact.aliases ?? [])].map((name) => [name, fact] as const)),
);

export const coreByLetter: ReadonlyMap<string, CoreOptionFact> = new Map(
  coreOptions.filter(({ letter }) => letter !== '0').map((fact) => [fact.letter, fact]),
);

export function createGrammar(profile: Profile, everyVersion: Catalog): Grammar {
  const catalog = everyVersion.ofVersion(profile.version);
  const matches: FoundSets = new Map();
  const targets: FoundSets = new Map();
  const match = remembered(matches, (name) => catalog.match(name, profile.family));
  const isKeptBy = (other: Grammar) =>
    [...matches].every(([name, set]) => isSameFact(set?.fact, other.match(name)?.fact)) &&
    [...targets].every(([name, set]) => isSameFact(set?.fact, other.target(name)?.fact));
  return {
    profile,
    catalog,
    everyVersion,
    match,
    isKeptBy,
    target: remembered(targets, (name) => catalog.target(name, profile.family)),
    protocolMatch: (protocol) => {
      const name = protocolName(protocol);
      return name === undefined ? undefined : match(name);
    },
  };
}

function isSameFact(one: ExtensionFact | undefined, other: ExtensionFact | undefined): boolean {
  return one === other || (!!one && !!other && JSON.stringify(one) === JSON.stringify(other));
}

/** What was asked for, by name; null for what is not there. */
type FoundSets = Map<string, OptionSet | null>;

function remembered(
  known: FoundSets,
  find: (name: string) => ExtensionFact | undefined,
): (name: string) => OptionSet | undefined {
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before ?? undefined;
    const fact = find(name);
    const set = fact && {
      fact,
      // Of an extension nobody described whatever options are named are hints, and bind nobody.
      byName: fact.undescribed ? noOptions : indexOptions(fact.options),
      mandatory: fact.options.filter(({ mandatory }) => mandatory),
    };
    known.set(name, set ?? null);
    return set;
  };
}

const noOptions: ReadonlyMap<string, OptionFact> = new Map();

function indexOptions(options: readonly OptionFact[]): ReadonlyMap<string, OptionFact> {
  return new Map(
    options.flatMap((fact) => [fact.name, ...(fact.aliases ?? [])].map((name) => [name, fact] as const)),
  );
}
