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
  if (!declaration) return places;
  const behind = places.findIndex(({ line }) => line > declaration.line);
  places.splice(behind < 0 ? places.length : behind, 0, { ...declaration, use: 'declaration' });
  return places;
}

function kindOf({ lines }: RuleSnapshot, { line, part }: ChainUse): ChainPlace['use'] {
  if (part === 'jump') return 'jump';
  const command = lines.ruleAt(line)?.command;
  return command && questions.includes(command.letter) ? 'question' : 'change';
}

/** Of jumps those of rules that are there when the file is loaded. */
export function loadedOf(snapshot: RuleSnapshot, jumps: readonly ChainJump[]): ChainJump[] {
  return jumps.filter(({ at }) => isLoaded(snapshot, at.line));
}

/** Whether the line's rule is there when the file is loaded, as far as its command tells: not that of `-D`. */
export function isLoaded({ lines }: RuleSnapshot, line: number): boolean {
  return 'AIR'.includes(lines.ruleAt(line)?.command?.letter ?? '-');
}
