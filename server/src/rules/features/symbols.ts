// The outline: tables, and in each its chains.
import { SymbolKind } from 'vscode-languageserver-types';
import type { DocumentSymbol } from 'vscode-languageserver-types';
import type { ChainModel, TableModel } from '../model/ruleset';
import type { RuleSnapshot } from '../snapshot';
import { lineRange, rangeOf } from './cursor';
import { countOf } from './explain';

export function documentSymbols(snapshot: RuleSnapshot): DocumentSymbol[] {
  return snapshot.ruleset.tables.map((table) => ({
    name: table.name,
    detail: 'table',
    kind: SymbolKind.Module,
    range: lineRange(snapshot, table.line, table.end),
    selectionRange: rangeOf(table.line, table.nameSpan),
    children: chainSymbols(snapshot, table),
  }));
}

function chainSymbols(snapshot: RuleSnapshot, table: TableModel): DocumentSymbol[] {
  const present = [...table.chains.values()].filter(
    ({ declaredOn, size, policy }) => declaredOn !== undefined || size > 0 || policy !== undefined,
  );
  return present.map((chain) => chainSymbol(snapshot, chain)).filter((symbol) => symbol !== undefined);
}

function chainSymbol(snapshot: RuleSnapshot, chain: ChainModel): DocumentSymbol | undefined {
  const place = chain.home;
  if (!place) return undefined;
  const rules = countOf(chain.size, 'rule');
  // The first line alone: a chain's rules may lie anywhere in its table, among those of others.
  return {
    name: chain.name,
    detail: chain.policy !== undefined && chain.policy !== '-' ? `${chain.policy}, ${rules}` : rules,
    kind: chain.hook ? SymbolKind.Event : SymbolKind.Function,
    range: lineRange(snapshot, place.line, place.line),
    selectionRange: rangeOf(place.line, place),
  };
}
