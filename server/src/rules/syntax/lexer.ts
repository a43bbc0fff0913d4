// A line → words, as iptables-restore splits them (iptables/xshared.c, add_param_to_argv): only `"` quotes, a
// backslash escapes only inside quotes, a closing quote ends the argument, single quotes are letters.
import type { Word } from './tree';

const tab = 9;
const lineFeed = 10;
const space = 32;
const quote = 34;
const backslash = 92;

/**
 * The words of `text` from offset `from` on. An argument that is left open takes the line feed with it, as it does
 * in iptables. Text behind a NUL is out of iptables' sight and of ours.
 */
export function splitWords(text: string, from: number, ending: string): Word[] {
  const words: Word[] = [];
  const end = endOfText(text);
  let at = from;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code === space || code === tab || code === lineFeed) {
      at += 1;
      continue;
    }
    const word = plainWord(text, at, end) ?? quotedWord(text, at, end, end === text.length ? ending : '');
    if (word.value !== '' || closesQuote(text, word)) words.push(word);
    at = word.end;
  }
  return words;
}

/**
 * iptables-restore reads at most 10,239 bytes as one line. Nothing behind as many characters is looked at, which
 * also bounds what a line can cost.
 */
export const longestLine = 10239;

function endOfText(text: string): number {
  const nul = text.indexOf('\0');
  return nul < 0 ? Math.min(text.length, longestLine) : Math.min(nul, longestLine);
}

/** A word without quotes, which is nearly every word. */
function plainWord(text: string, start: number, limit: number): Word | undefined {
  let at = start;
  while (at < limit) {
    const code = text.charCodeAt(at);
    if (code === space || code === tab || code === lineFeed) break;
    if (code === quote) return undefined;
    at += 1;
  }
  return { start, end: at, value: text.slice(start, at), quoted: false };
}

function quotedWord(text: string, start: number, limit: number, ending: string): Word {
  let value = '';
  let at = start;
  let open = false;
  for (; at < limit; at += 1) {
    const code = text.charCodeAt(at);
    if (open) {
      if (code === quote) return { start, end: at + 1, value, quoted: true };
      if (code === backslash) at += 1;
      if (at < limit) value += text.charAt(at);
    } else if (code === quote) {
      open = true;
    } else if (code === space || code === tab || code === lineFeed) {
      break;
    } else {
      value += text.charAt(at);
    }
  }
  return { start, end: at, value: open ? value + ending : value, quoted: true };
}

/** An empty argument only exists where its quote was closed: `""`, but not a lone `"` at the end of a file. */
function closesQuote(text: string, word: Word): boolean {
  return word.end - word.start >= 2 && text.charCodeAt(word.end - 1) === quote;
}
