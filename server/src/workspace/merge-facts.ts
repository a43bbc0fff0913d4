// Two rows for one extension → what both agree on: an old copy of libxt_FOO.c beside the one that is being written
// must not turn its options into errors.
import type { ExtensionFact, OptionFact } from '../rules/facts/fact';

/** The row that allows all that either does. */
export function mergeRows(a: ExtensionFact, b: ExtensionFact): ExtensionFact {
  const { tables: _tables, hooks: _hooks, protocols: _protocols, ...rest } = a;
  const names = new Set([...a.options, ...b.options].map(({ name }) => name));
  const optionOf = (row: ExtensionFact, name: string) => row.options.find((option) => option.name === name);
  return {
    ...rest,
    families: [...new Set([...a.families, ...b.families])],
    options: [...names].map((name) => mergeOptions(optionOf(a, name), optionOf(b, name), name)),
    ...(equal(a.tables, b.tables) && a.tables && { tables: a.tables }),
    ...(equal(a.hooks, b.hooks) && a.hooks && { hooks: a.hooks }),
    ...(equal(a.protocols, b.protocols) && a.protocols && { protocols: a.protocols }),
  };
}

function mergeOptions(a: OptionFact | undefined, b: OptionFact | undefined, name: string): OptionFact {
  if (a && b && equal(a, b)) return a;
  const sameValue = a && b ? a.value === b.value && a.value === 'none' : (a ?? b)?.value === 'none';
  return {
    name,
    value: sameValue ? 'none' : 'unknown',
    invertible: true,
    repeatable: true,
    explanation: a?.explanation ?? b?.explanation ?? '',
  };
}

function equal(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
