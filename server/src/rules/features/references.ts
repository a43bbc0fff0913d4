// Every place of the file that names the chain under the cursor, by whatever name it goes there.
import type { Position, Range } from 'vscode-languageserver-types';
import type { RuleSnapshot } from '../snapshot';
import { placesOf } from './chain-places';
import { chainAt, rangeOf } from './cursor';

export function references(snapshot: RuleSnapshot, position: Position, includeDeclaration: boolean): Range[] {
  const chain = chainAt(snapshot, position);
  if (!chain) return [];
  return placesOf(snapshot, chain)
    .filter(({ use }) => includeDeclaration || use !== 'declaration')
    .map((place) => rangeOf(place.line, place));
}
