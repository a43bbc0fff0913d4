// Where a name stands in the text of a script, comments aside, whatever it stands for there: what is not read as a
// command of iptables may mean it all the same.
import type { Range } from 'vscode-languageserver-types';
import { TextDocument } from 'vscode-languageserver-textdocument';

/** A name of a chain: not where it is a part of a path or of another name, a variable, or the name of an assignment. */
export function mentionsOf(text: string, name: string): Range[] {
  return find(text, `(?<![\\w./$-]|\\$\\{)${escaped(name)}(?![\\w/=(-]|\\.\\w)`);
}

/** A name of a variable. */
export function mentionsOfVariable(text: string, name: string): Range[] {
  return find(text, `(?<!\\w)${escaped(name)}(?!\\w)`);
}

/** For a regular expression. */
export function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function find(text: string, pattern: string): Range[] {
  const document = TextDocument.create('', '', 0, text);
  return [...text.matchAll(new RegExp(pattern, 'g'))]
    .filter(({ index }) => !isComment(text, index))
    .map(({ index, 0: { length } }) => ({
      start: document.positionAt(index),
      end: document.positionAt(index + length),
    }));
}

function isComment(text: string, offset: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return /(?:^|\s)#/.test(line);
}
