// The words of a rule as iptables splits them, and the text that gives these words.
import { splitWords } from '../../server/src/rules/syntax/lexer';

export function wordsOf(rule: string): string[] {
  return splitWords(rule, 0, '\n').map(({ value }) => value);
}

export function ruleOf(words: readonly string[]): string {
  return words.map(quoteIfNeeded).join(' ');
}

function quoteIfNeeded(word: string): string {
  return /^[^\s"]+$/.test(word) ? word : `"${word.replaceAll(/["\\]/g, '\\$&')}"`;
}
