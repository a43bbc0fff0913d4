// The extensions a file may use: the rows of iptables itself joined with rows learned from C sources. What is learned
// of an extension that iptables has adds to its row.
import type { ExtensionFact, Family } from './fact';
import { joinFacts } from './join';
import { matchNotes } from './matches/all';
import { matchTables } from './option-tables/matches';
import { parseOptionTables } from './option-tables/parse';
import { targetTables } from './option-tables/targets';
import { targetNotes } from './targets/all';
import { isKnownTo } from './versions';
import type { Validity } from './versions';

export interface Catalog {
  match(name: string, family: Family): ExtensionFact | undefined;
  target(name: string, family: Family): ExtensionFact | undefined;
  readonly extensions: readonly ExtensionFact[];
  /** The same of one version of iptables: without what that does not know yet, or no more. */
  ofVersion(version: string): Catalog;
  /** No other extension is installed where the rules are going, so an unknown name is an error. */
  readonly complete: boolean;
  /**
   * The machine the rules are going to has nothing of its own that a rule may name: no sets, labels, groups, timeouts.
   * Anywhere else such a name may well be known.
   */
  readonly bare: boolean;
  /** What `nfacct add` has made where the rules are going; undefined where nobody knows. */
  readonly accountingObjects: readonly string[] | undefined;
}

export interface CatalogOptions {
  /** Rows learned from C sources or from a target machine. */
  readonly learned?: readonly ExtensionFact[];
  /** Set when it is known that nothing else is installed. */
  readonly complete?: boolean;
  /** Set when it is known that nothing has been made there that rules could name. */
  readonly bare?: boolean;
  readonly accountingObjects?: readonly string[];
}

/** The rows of iptables itself. */
export const shippedExtensions: readonly ExtensionFact[] = [
  ...joinFacts(parseOptionTables(matchTables), matchNotes),
  ...joinFacts(parseOptionTables(targetTables), targetNotes),
];

export function createCatalog(options: CatalogOptions = {}): Catalog {
  const learned = options.learned ?? [];
  const isShipped = (row: ExtensionFact) => shippedExtensions.some(isSameExtension(row));
  const extensions = [
    ...learned.filter((row) => !isShipped(row)),
    ...shippedExtensions.map((row) => extended(row, learned.filter(isSameExtension(row)))),
    // For a family that iptables itself does not have it for.
    ...learned.filter(isShipped),
  ];
  const { complete = false, bare = false, accountingObjects } = options;
  return catalogOf(extensions, { complete, bare, accountingObjects });
}

/** What is known of the place where the rules are going, beside its extensions. */
type Surroundings = Pick<Catalog, 'complete' | 'bare' | 'accountingObjects'>;

function catalogOf(extensions: readonly ExtensionFact[], surroundings: Surroundings): Catalog {
  const index = { match: createIndex(), target: createIndex() };
  for (const row of extensions) {
    for (const family of row.families) {
      const known = index[row.kind][family];
      for (const name of [row.name, ...(row.aliases ?? [])]) if (!known.has(name)) known.set(name, row);
    }
  }
  const versions = new Map<string, Catalog>();
  const catalog: Catalog = {
    match: (name, family) => index.match[family].get(name),
    target: (name, family) => index.target[family].get(name),
    ofVersion(version) {
      const known = versions.get(version) ?? catalogOfVersion(catalog, version);
      versions.set(version, known);
      return known;
    },
    extensions,
    ...surroundings,
  };
  return catalog;
}

function catalogOfVersion(catalog: Catalog, version: string): Catalog {
  const knows = (fact: Validity) => isKnownTo(version, fact);
  const { extensions, complete, bare, accountingObjects } = catalog;
  if (extensions.every((row) => knows(row) && row.options.every(knows))) return catalog;
  const rows = extensions.filter(knows);
  return catalogOf(
    rows.map((row) => (row.options.every(knows) ? row : { ...row, options: row.options.filter(knows) })),
    { complete, bare, accountingObjects },
  );
}

/** By family and name: every chain that a file declares is looked for. */
function createIndex(): Record<Family, Map<string, ExtensionFact>> {
  return { ipv4: new Map(), ipv6: new Map() };
}

/** Of an extension of iptables more is known than its source tells; what that adds is believed. */
function extended(row: ExtensionFact, learned: readonly ExtensionFact[]): ExtensionFact {
  const known = new Set(row.options.flatMap(({ name, aliases }) => [name, ...(aliases ?? [])]));
  const source = learned.find(({ options }) => options.some(({ name }) => !known.has(name)));
  if (!source?.learned) return row;
  const added = source.options.filter(({ name }) => !known.has(name));
  return { ...row, options: [...row.options, ...added], learned: source.learned };
}

function isSameExtension(row: ExtensionFact): (other: ExtensionFact) => boolean {
  return (other) => other.kind === row.kind && other.name === row.name;
}
