// The places that name a chain, and what each does with it: references, highlights and rename read them.
import type { Place } from '../model/fault';
import type { ChainJump, ChainModel, ChainUse } from '../model/ruleset';
import type { RuleSnapshot } from '../snapshot';

export interface ChainPlace extends Place {
  /** It declares the chain, changes it, or sends packets to it. */
  readonly use: 'declaration' | 'change' | 'jump' | 'question';
}

/** Commands that ask about a chain and leave it as it is: `-C`, `-L`, `-S`. */
const questions = 'CLS';

/** In the order of the file. */
export function placesOf(snapshot: RuleSnapshot, chain: ChainModel): ChainPlace[] {
  const { declaration } = chain;
  const places: ChainPlace[] = chain.uses.map((use) => ({ ...use, use: kindOf(snapshot, use) }));
  if (declaration) places.push({ ...declaration, use: 'declaration' });
  return places.sort((a, b) => a.line - b.line || a.start - b.start);
}

function kindOf({ lines }: RuleSnapshot, { line, part }: ChainUse): ChainPlace['use'] {
  if (part === 'jump') return 'jump';
  const command = lines[line]?.rule?.command;
  return command && questions.includes(command.letter) ? 'question' : 'change';
}

/** Of jumps those of rules that are there when the file is loaded, as far as the command tells: not of `-D`. */
export function loadedOf({ lines }: RuleSnapshot, jumps: readonly ChainJump[]): ChainJump[] {
  return jumps.filter(({ at }) => 'AIR'.includes(lines[at.line]?.rule?.command?.letter ?? '-'));
}
