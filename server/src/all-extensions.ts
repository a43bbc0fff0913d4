// Every match and target of iptables as a person reads of it, for docs/extensions. In the editor the same is hover.
import { shippedExtensions } from './rules/facts/catalog';
import type { ExtensionFact } from './rules/facts/fact';
import { aboutExtension, aboutOption, syntaxOf } from './rules/features/explain';

/** One match or target; what is said of it and of its options is Markdown. */
export interface ExtensionDescription extends Pick<ExtensionFact, 'kind' | 'name' | 'families' | 'example'> {
  readonly about: string;
  readonly options: readonly { readonly syntax: string; readonly about: string }[];
}

export const allExtensions: readonly ExtensionDescription[] = shippedExtensions.map((fact) => ({
  kind: fact.kind,
  name: fact.name,
  families: fact.families,
  ...(fact.example !== undefined && { example: fact.example }),
  about: aboutExtension(fact),
  options: fact.options.map((option) => ({ syntax: syntaxOf(option), about: aboutOption(option) })),
}));
