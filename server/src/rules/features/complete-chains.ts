// Names of chains: those of the table the line is in. A table may have tens of thousands; then those are offered that
// have in them what is typed.
import { CompletionItemKind } from 'vscode-languageserver-types';
import type { ChainModel } from '../model/ruleset';
import type { CompletionContext } from './completion-context';
import type { Suggestion } from './completion-item';
import { countOf } from './explain';

/** More chains than these are not offered at once. */
export const mostChains = 300;

export function completeChains(
  { table, typed }: CompletionContext,
  fits: (chain: ChainModel) => boolean,
): Suggestion[] {
  if (!table) return [];
  const isMany = table.chains.size > mostChains;
  const sought = typed.toLowerCase();
  const found: Suggestion[] = [];
  for (const chain of table.chains.values()) {
    if (!fits(chain) || (isMany && !chain.name.toLowerCase().includes(sought))) continue;
    if (found.length === mostChains) break;
    found.push(suggest(chain));
  }
  return found;
}

/** Whether another letter may bring chains that are not offered now. */
export function hasMoreChains({ table }: CompletionContext): boolean {
  return (table?.chains.size ?? 0) > mostChains;
}

function suggest({ name, hook, size }: ChainModel): Suggestion {
  return {
    label: name,
    kind: hook ? CompletionItemKind.Event : CompletionItemKind.Function,
    detail: `${hook ? 'built-in chain' : 'chain'}, ${countOf(size, 'rule')}`,
    rank: hook ? 3 : 2,
  };
}
