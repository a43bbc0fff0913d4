// Templates of rule files, which a program fills in before iptables sees them: the markup of Jinja, ERB, Go and
// Terraform. A line that is all markup says nothing to iptables; within a rule, markup is a word that nobody knows.
import type { Span, Word } from './tree';

const opening = /\{\{|\{%|<%|%\{/g;
/** What ends the markup that begins so. */
const closings: Readonly<Record<string, string>> = { '{{': '}}', '{%': '%}', '<%': '%>', '%{': '}' };

/** Whether a text has the markup of a template anywhere. */
export function hasMarkup(text: string): boolean {
  return text.search(opening) >= 0;
}

/** Whether a line of a template is one for iptables: its markup may go on over many lines, and all of that is not. */
export function isRuleOfTemplate(text: string): boolean {
  return /^[ \t]*[-[]/.test(text);
}

/** The words of a rule, with each piece of markup within one word, its blanks and quotes included. */
export function joinMarkup(words: readonly Word[], text: string): readonly Word[] {
  const pieces = findMarkup(text);
  if (pieces.length === 0) return words;
  const joined: Word[] = [];
  let next = 0;
  for (const word of words) {
    const last = joined.at(-1);
    while ((pieces[next]?.end ?? Infinity) <= word.start) next += 1;
    const isWithin = last !== undefined && (pieces[next]?.start ?? Infinity) < last.end;
    if (isWithin) joined[joined.length - 1] = wordOf(text, last.start, word.end);
    else joined.push(word);
  }
  return joined;
}

/** Markup that nothing ends takes the rest of the line. */
function findMarkup(text: string): Span[] {
  const found: Span[] = [];
  opening.lastIndex = 0;
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const closing = closings[match[0]] ?? '';
    const at = text.indexOf(closing, match.index + match[0].length);
    const end = at < 0 ? text.length : at + closing.length;
    found.push({ start: match.index, end });
    opening.lastIndex = end;
  }
  return found;
}

function wordOf(text: string, start: number, end: number): Word {
  return { start, end, value: text.slice(start, end), quoted: false };
}
