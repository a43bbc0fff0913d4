// The model of a rule → that of a rule that reads the same, but whose words stand elsewhere in the line.
import type { Word } from '../syntax/tree';
import type { RuleModel } from './rule';

/** `shift` says how far what stands at an offset has moved. */
export function moveRule(rule: RuleModel, shift: (offset: number) => number): RuleModel {
  const { command, jump, placed } = rule;
  const move = <Moved extends { readonly start: number; readonly end: number }>(span: Moved): Moved => {
    const by = shift(span.start);
    return by === 0 ? span : { ...span, start: span.start + by, end: span.end + by };
  };
  const moveWord = (word: Word | undefined) => word && move(word);
  return {
    ...rule,
    command: command && {
      ...command,
      option: move(command.option),
      chain: moveWord(command.chain),
      operand: moveWord(command.operand),
    },
    jump: jump && { ...jump, name: move(jump.name), openOption: moveWord(jump.openOption) },
    placed:
      placed.length === 0
        ? placed
        : placed.map((placement) => ({ ...placement, span: move(placement.span) })),
  };
}
