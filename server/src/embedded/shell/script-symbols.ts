// The outline of a script: the tables that its commands fill, and in each its chains.
import { SymbolKind } from 'vscode-languageserver-types';
import type { DocumentSymbol, Range } from 'vscode-languageserver-types';
import type { RuleService } from '../../rules/service';
import type { ReadRules } from '../embedded-rules';
import { leadBack, positionsOf } from '../positions';
import type { EmbeddedScriptRules } from './embed-script';
import { inOrder } from './script-chain';
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

function tablesOf(
  service: RuleService,
  { text }: ScriptRules,
  read: ReadRules<EmbeddedScriptRules>,
  families: string,
): DocumentSymbol[] {
  const positions = positionsOf(text, read);
  return service.symbols(read.snapshot).flatMap((table) => {
    const children = (table.children ?? []).flatMap((chain) => leadBack(chain, positions) ?? []);
    const first = children[0]?.selectionRange;
    const selectionRange = positions.toDocument(table.selectionRange) ?? first;
    // A table whose commands name no chain has nothing to show.
    if (!selectionRange) return [];
    const within = children.map(({ range }) => range);
    const range = around([selectionRange, positions.toDocument(table.range) ?? selectionRange, ...within]);
    const name = table.name.includes('$') ? 'unknown table' : table.name;
    return [{ name, detail: `table${families}`, kind: SymbolKind.Module, range, selectionRange, children }];
  });
}

/** The least range that holds all of some: editors want a symbol's name to be within the symbol. */
function around(ranges: readonly [Range, ...Range[]]): Range {
  const sorted = ranges.toSorted(inOrder);
  const ends = ranges.map(({ end }) => ({ start: end, end })).sort(inOrder);
  return { start: (sorted[0] ?? ranges[0]).start, end: (ends.at(-1) ?? ranges[0]).end };
}
