// The uses of the chain under the cursor, told apart by what they do: what makes or changes it writes, what jumps to it
// or asks about it reads.
import { DocumentHighlightKind } from 'vscode-languageserver-types';
import type { DocumentHighlight, Position } from 'vscode-languageserver-types';
import type { RuleSnapshot } from '../snapshot';
import { placesOf } from './chain-places';
import type { ChainPlace } from './chain-places';
import { chainAt, rangeOf } from './cursor';

export function highlights(snapshot: RuleSnapshot, position: Position): DocumentHighlight[] {
  const chain = chainAt(snapshot, position);
  if (!chain) return [];
  return placesOf(snapshot, chain).map((place) => ({
    range: rangeOf(place.line, place),
    kind: kindOf(place),
  }));
}

function kindOf({ use }: ChainPlace): DocumentHighlightKind {
  const writes = use === 'declaration' || use === 'change';
  return writes ? DocumentHighlightKind.Write : DocumentHighlightKind.Read;
}
