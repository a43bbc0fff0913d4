// Values that are words out of a list, or several of them (extensions/libxt_conntrack.c, libxt_addrtype.c,
// libipt_REJECT.c and others, which compare with strncasecmp: any beginning of a word will do).
import type { OptionFact } from '../../facts/fact';
import { isFault } from './reading';
import type { Reading } from './reading';

/** The word that `text` stands for. */
export function readWord(text: string, fact: OptionFact): Reading<string> {
  const words = fact.words ?? [];
  const lower = text.toLowerCase();
  const found = fact.abbreviable
    ? words.find((word) => word.toLowerCase().startsWith(lower))
    : words.find((word) => (fact.caseSensitive ? word === text : word.toLowerCase() === lower));
  if (found !== undefined) return { value: found };
  const instead = closest(lower, words);
  return { fault: `\`${text}' is none of its values`, ...(instead !== undefined && { instead }) };
}

/** Words with commas between, none of them empty. */
export function readWordList(text: string, fact: OptionFact): Reading<readonly string[]> {
  const words: string[] = [];
  let from = 0;
  for (const item of text.split(',')) {
    const word: Reading<string> =
      item === '' ? { fault: 'an item of the list is empty' } : readWord(item, fact);
    if (isFault(word)) return { ...word, from, to: from + item.length };
    words.push(word.value);
    from += item.length + 1;
  }
  return { value: words };
}

/** The word most likely meant, when it differs by a letter or two. */
export function closest(text: string, words: readonly string[]): string | undefined {
  const limit = text.length > 5 ? 2 : 1;
  const lower = text.toLowerCase();
  const isClose = (word: string) => distance(lower, word, limit) <= limit || isSwapped(lower, word);
  return words.find((word) => isClose(word.toLowerCase()));
}

/** Two neighbouring letters the wrong way round, as in `tpc`. */
function isSwapped(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  const at = [...one].findIndex((letter, index) => letter !== other[index]);
  return at >= 0 && one.slice(0, at) + (one[at + 1] ?? '') + (one[at] ?? '') + one.slice(at + 2) === other;
}

/** How many letters must be added, taken away or changed, as far as `limit`. */
function distance(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) > limit) return limit + 1;
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const change = one[i - 1] === other[j - 1] ? 0 : 1;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + change));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
