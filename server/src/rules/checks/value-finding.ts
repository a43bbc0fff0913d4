// A fault in a value → a finding on the part of the word that has it, with the fix if there is one.
import { isPlaceholder } from '../syntax/placeholder';
import type { Reading } from '../model/values/reading';
import { isFault } from '../model/values/reading';
import type { OptionNode, Word } from '../syntax/tree';
import { partOf } from './rule-check';
import type { LineFinding } from './rule-check';

/** Nothing when the value reads well, or when nobody can know what it is. */
export function valueFinding(
  reading: Reading<unknown>,
  word: Word,
  option: OptionNode,
): LineFinding | undefined {
  if (!isFault(reading) || isPlaceholder(word.value) || option.uncertain) return undefined;
  const { fault, instead, tier } = reading;
  const span = partOf(word, reading.from ?? 0, reading.to ?? word.value.length);
  const hint = instead === undefined ? '' : ` Did you mean \`${instead}\`?`;
  return {
    ...(span.start === span.end ? { start: word.start, end: word.end } : span),
    message: `${prefixOf(option)}${fault}.${hint}`,
    ...(tier && { tier }),
    ...(instead !== undefined && {
      fixes: [{ title: `Change to ${instead}`, edits: [{ ...span, text: instead }] }],
    }),
  };
}

/** iptables names the extension that complains. */
function prefixOf({ owner, fact }: OptionNode): string {
  return owner && fact ? `${owner.name}: option "--${fact.name}": ` : '';
}
