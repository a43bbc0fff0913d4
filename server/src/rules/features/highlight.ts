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
  const places = placesOf(snapshot, chain);
  const nearest = places.length > most ? nearestTo(places, position.line) : places;
  return nearest.map((place) => ({ range: rangeOf(place.line, place), kind: kindOf(place) }));
}

/** Editors ask with every move of the cursor, and a chain may be named on every line of a very long file. */
const most = 5000;

function nearestTo(places: readonly ChainPlace[], line: number): readonly ChainPlace[] {
  const here = places.findIndex((place) => place.line >= line);
  const first = Math.max(0, Math.min(here - most / 2, places.length - most));
  return places.slice(first, first + most);
}

function kindOf({ use }: ChainPlace): DocumentHighlightKind {
  const writes = use === 'declaration' || use === 'change';
  return writes ? DocumentHighlightKind.Write : DocumentHighlightKind.Read;
}
