// Values the file uses already: interfaces, addresses, sets and marks are mostly meant to recur. Those of the lines
// nearest to the cursor come first.
import type { Catalog } from '../facts/catalog';
import { coreOptions } from '../facts/core-options';
import type { OptionFact, ValueKind } from '../facts/fact';
import { nodeOfLine } from '../snapshot';
import type { OptionNode } from '../syntax/tree';
import type { CompletionContext } from './completion-context';

/** Bounds on what is looked at: enough to know a file's habits, little enough to answer at once. */
const mostLinesSought = 1500;
const mostLinesRead = 300;
const mostValues = 50;

/** Kinds that hold the same things. */
const groups: readonly (readonly ValueKind[])[] = [
  ['interface'],
  ['address', 'address-list', 'address-mask', 'nat-address', 'address-range'],
  ['mark', 'mark-mask'],
  ['ip-set'],
  ['user'],
  ['group'],
];

/** Kinds whose values no other option shares; those of the same option may still recur. */
const ownOnly: ReadonlySet<ValueKind> = new Set([
  'string',
  'rate',
  'integer',
  'integer-range',
  'mac-address',
  'tos',
]);

export function seenValues(context: CompletionContext, option: OptionNode, index: number): string[] {
  const { fact } = option;
  // A comment belongs to its rule.
  if (!fact || fact.name === 'comment') return [];
  const group = groups.find((kinds) => kinds.includes(fact.value));
  if (!group && !ownOnly.has(fact.value)) return [];
  const catalog = context.snapshot.grammar.catalog;
  const names = group ? namesOf(catalog, group) : spellings(fact);
  const isSought = (other: OptionNode) =>
    other.fact && (group ? group.includes(other.fact.value) : other.fact === fact);
  const seen = new Set<string>(fact.value === 'interface' ? ['lo'] : []);
  for (const { options } of linesWith(context, names)) {
    for (const other of options.filter(isSought)) {
      const value = other.values[index]?.value;
      if (value !== undefined && /^[^\s"]+$/.test(value)) seen.add(value);
    }
    if (seen.size >= mostValues) break;
  }
  return [...seen];
}

/** Rules that one of the options stands in, from the cursor's line outwards. */
function* linesWith({ snapshot, position }: CompletionContext, names: readonly string[]) {
  const { lines, ruleset } = snapshot;
  let read = 0;
  for (let step = 1; step <= mostLinesSought && read < mostLinesRead; step += 1) {
    for (const line of [position.line - step, position.line + step]) {
      if (ruleset.isRule[line] !== 1) continue;
      const text = lines.textAt(line);
      if (!names.some((name) => text.includes(name))) continue;
      read += 1;
      const node = nodeOfLine(snapshot, line);
      if (node?.kind === 'rule') yield node;
    }
  }
}

const namesByGroup = new WeakMap<Catalog, Map<readonly ValueKind[], readonly string[]>>();

/** Every spelling of the options whose values are of these kinds. */
function namesOf(catalog: Catalog, group: readonly ValueKind[]): readonly string[] {
  const ofCatalog = namesByGroup.get(catalog) ?? new Map<readonly ValueKind[], readonly string[]>();
  namesByGroup.set(catalog, ofCatalog);
  const known = ofCatalog.get(group);
  if (known) return known;
  const facts = catalog.extensions
    .flatMap(({ options }) => options)
    .filter(({ value }) => group.includes(value));
  const core = coreOptions.filter(({ value }) => group.includes(value));
  const names = [
    ...new Set([...core.map(({ letter }) => `-${letter} `), ...[...core, ...facts].flatMap(spellings)]),
  ];
  ofCatalog.set(group, names);
  return names;
}

function spellings({ name, aliases = [] }: OptionFact): string[] {
  return [name, ...aliases].map((spelling) => `--${spelling}`);
}
