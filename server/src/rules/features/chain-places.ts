// The places that name a chain, and what each does with it: references, highlights and rename read them.
import type { Place } from '../model/fault';
import { usesOf } from '../model/ruleset';
import type { ChainJump, ChainModel } from '../model/ruleset';
import type { RuleSnapshot } from '../snapshot';
import { isSamePlace } from './cursor';

export interface ChainPlace extends Place {
  /** It declares the chain, changes it, or sends packets to it. */
  readonly use: 'declaration' | 'change' | 'jump' | 'question';
}

/** Commands that ask about a chain and leave it as it is: `-C`, `-L`, `-S`. */
const questions = 'CLS';

/** In the order of the file. */
export function placesOf(snapshot: RuleSnapshot, chain: ChainModel): ChainPlace[] {
  const { declaration } = chain;
  const others = usesOf(chain, snapshot.lines).filter(
    (use) => !declaration || !isSamePlace(use, declaration),
  );
  const places: ChainPlace[] = others.map((place) => ({ ...place, use: useAt(snapshot, place) }));
  if (declaration) places.push({ ...declaration, use: 'declaration' });
  return places.sort((a, b) => a.line - b.line || a.start - b.start);
}

function useAt({ lines }: RuleSnapshot, { line, start }: Place): ChainPlace['use'] {
  const rule = lines[line]?.rule;
  if (rule?.jump?.name.start === start) return 'jump';
  return rule?.command && questions.includes(rule.command.letter) ? 'question' : 'change';
}

/** Jumps of rules that are there when the file is loaded, as far as that is told from the command: not of `-D`. */
export function jumpsOf({ lines }: RuleSnapshot, chain: ChainModel): readonly ChainJump[] {
  return chain.jumps.filter(({ at }) => 'AIR'.includes(lines[at.line]?.rule?.command?.letter ?? '-'));
}

/** Where a chain is shown: its declaration; a built-in chain needs none, and then the first place that names it. */
export function homeOf({ lines }: RuleSnapshot, chain: ChainModel): Place | undefined {
  return chain.declaration ?? usesOf(chain, lines)[0];
}
