// Every place of the file that names the chain under the cursor.
import type { Position, Range } from 'vscode-languageserver-types';
import type { Place } from '../model/fault';
import { usesOf } from '../model/ruleset';
import type { RuleSnapshot } from '../snapshot';
import { chainAt, rangeOf, thingAt } from './cursor';

export function references(snapshot: RuleSnapshot, position: Position, includeDeclaration: boolean): Range[] {
  const thing = thingAt(snapshot, position);
  const chain = thing?.kind === 'chain' ? chainAt(snapshot, position.line, thing.word.value) : undefined;
  if (!chain) return [];
  const { declaration } = chain;
  const others = usesOf(chain, snapshot.lines).filter((use) => !declaration || !isSame(use, declaration));
  const places = declaration && includeDeclaration ? [declaration, ...others] : others;
  return places.map((place) => rangeOf(place.line, place));
}

function isSame(one: Place, other: Place): boolean {
  return one.line === other.line && one.start === other.start;
}
