// The outline of a script: the tables that its commands fill, and in each its chains.
import { SymbolKind } from 'vscode-languageserver-types';
import type { DocumentSymbol, Range } from 'vscode-languageserver-types';
import { countOf } from '../../rules/features/explain';
import type { RuleService } from '../../rules/service';
import { isPlaceholder } from '../../rules/syntax/placeholder';
import type { ReadRules } from '../embedded-rules';
import { leadBack, positionsOf } from '../positions';
import type { EmbeddedScriptRules } from './embed-script';
import { chainsIn, inOrder, tableNamed } from './script-chain';
import type { ScriptRules } from './script-chain';

export function scriptSymbols(service: RuleService, script: ScriptRules): DocumentSymbol[] {
  const families = new Set(script.regions.map(({ rules }) => rules.profile.family));
  return script.regions
    .filter(({ rules }) => !isSecondOfTwins(rules, script))
    .flatMap((read) => tablesOf(service, script, read, families.size > 1 ? familiesOf(read) : ''))
    .sort((one, other) => inOrder(one.range, other.range));
}

function isSecondOfTwins({ key, twin }: EmbeddedScriptRules, { regions }: ScriptRules): boolean {
  const keys = regions.map(({ rules }) => rules.key);
  return twin !== undefined && keys.indexOf(twin) < keys.indexOf(key);
}

function familiesOf({ rules: { profile, twin } }: ReadRules<EmbeddedScriptRules>): string {
  if (twin !== undefined) return ', IPv4 and IPv6';
  return profile.family === 'ipv6' ? ', IPv6' : ', IPv4';
}

/** Commands of an unknown table stand alone in the rules: here all are of one. */
function tablesOf(
  service: RuleService,
  { text }: ScriptRules,
  read: ReadRules<EmbeddedScriptRules>,
  families: string,
): DocumentSymbol[] {
  const positions = positionsOf(text, read);
  const tables = new Map<string, DocumentSymbol>();
  for (const { name: written, children = [], ...table } of service.symbols(read.snapshot)) {
    const name = tableNamed(written);
    const chains = children.flatMap((chain) => leadBack(chain, positions) ?? []);
    const known = tables.get(name);
    const selectionRange =
      known?.selectionRange ?? positions.toDocument(table.selectionRange) ?? chains[0]?.selectionRange;
    // A table whose commands name no chain has nothing to show.
    if (!selectionRange) continue;
    const own = positions.toDocument(table.range) ?? selectionRange;
    const range = around([selectionRange, own, ...(known ? [known.range] : []), ...rangesOf(chains)]);
    const merged = unique([...(known?.children ?? []), ...chains]).map((chain) =>
      withSize(service, read, name, chain),
    );
    const detail = `table${families}`;
    tables.set(name, { name, detail, kind: SymbolKind.Module, range, selectionRange, children: merged });
  }
  return [...tables.values()].map((table) =>
    isPlaceholder(table.name) ? { ...table, name: 'unknown table' } : table,
  );
}

/** The rules of a chain are those of all the rule file, whichever table was known of them. */
function withSize(
  service: RuleService,
  { snapshot }: ReadRules,
  table: string,
  chain: DocumentSymbol,
): DocumentSymbol {
  const sizes = chainsIn(service, snapshot, { table, name: chain.name }).map(({ size }) => size);
  const rules = countOf(
    sizes.reduce((sum, size) => sum + size, 0),
    'rule',
  );
  return { ...chain, detail: chain.detail?.replace(/\d+ rules?$/, rules) ?? rules };
}

function unique(chains: readonly DocumentSymbol[]): DocumentSymbol[] {
  const byName = new Map<string, DocumentSymbol>();
  for (const chain of chains) if (!byName.has(chain.name)) byName.set(chain.name, chain);
  return [...byName.values()];
}

function rangesOf(symbols: readonly DocumentSymbol[]): Range[] {
  return symbols.map(({ range }) => range);
}

/** The least range that holds all of some: editors want a symbol's name to be within the symbol. */
function around(ranges: readonly [Range, ...Range[]]): Range {
  const sorted = ranges.toSorted(inOrder);
  const ends = ranges.map(({ end }) => ({ start: end, end })).sort(inOrder);
  return { start: (sorted[0] ?? ranges[0]).start, end: (ends.at(-1) ?? ranges[0]).end };
}
