// Names of chains: those of the table the line is in. A table may have tens of thousands; then those are offered that
// have in them what is typed.
import { CompletionItemKind } from 'vscode-languageserver-types';
import { Cell } from '../model/chain-rows';
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
  const sought = new RegExp(hasMoreChains({ table }) ? escaped(typed) : '', 'i');
  const { all } = table.chains;
  // By their names first: a model of each of thousands would cost more than all else.
  const isOffered = (chain: number) =>
    sought.test(all.names.textOf(all.rows.get(chain, Cell.name))) && fits(all.model(chain));
  return table.chains.where(isOffered, mostChains).map(suggest);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Whether another letter may bring chains that are not offered now. */
export function hasMoreChains({ table }: Pick<CompletionContext, 'table'>): boolean {
  return table?.chains.hasMoreThan(mostChains) === true;
}

function suggest({ name, hook, size }: ChainModel): Suggestion {
  return {
    label: name,
    kind: hook ? CompletionItemKind.Event : CompletionItemKind.Function,
    detail: `${hook ? 'built-in chain' : 'chain'}, ${countOf(size, 'rule')}`,
    rank: hook ? 3 : 2,
  };
}
