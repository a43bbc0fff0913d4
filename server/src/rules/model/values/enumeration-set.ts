// Words of which each counts once, in any order; nothing between two separators is nothing (strtok in
// extensions/libxt_dccp.c, parse_dccp_types, and extensions/libxt_hashlimit.c, parse_mode).
import type { ValueContext } from './readers';
import { isFault } from './reading';
import type { Reading } from './reading';
import { readWord } from './words';

export function readEnumerationSet(text: string, { fact }: ValueContext): Reading<ReadonlySet<string>> {
  const { separators = ',' } = fact;
  const words = new Set<string>();
  let from = 0;
  for (let at = 0; at <= text.length; at += 1) {
    if (at < text.length && !separators.includes(text.charAt(at))) continue;
    const word = at > from ? readWord(text.slice(from, at), fact) : undefined;
    if (word && isFault(word)) return { ...word, from, to: at };
    if (word) words.add(word.value);
    from = at + 1;
  }
  return { value: words };
}
