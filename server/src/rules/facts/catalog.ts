// The extensions a file may use: the rows of iptables itself joined with rows learned from C sources. A learned row
// replaces a row of the same kind and name.
import type { ExtensionFact, Family } from './fact';

export interface Catalog {
  match(name: string, family: Family): ExtensionFact | undefined;
  target(name: string, family: Family): ExtensionFact | undefined;
  readonly extensions: readonly ExtensionFact[];
}

export interface CatalogOptions {
  readonly learned?: readonly ExtensionFact[];
}

export function createCatalog(options: CatalogOptions = {}): Catalog {
  const extensions = [...(options.learned ?? [])];
  const find = (kind: ExtensionFact['kind'], name: string, family: Family) =>
    extensions.find((row) => row.kind === kind && row.name === name && row.families.includes(family));
  return {
    match: (name, family) => find('match', name, family),
    target: (name, family) => find('target', name, family),
    extensions,
  };
}
