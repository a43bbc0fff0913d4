// The cases of test/corpus: each line of its files is one rule in a table, or a whole file. The tests of agreement ask
// the real iptables about them; the fuzzer mutates them, and prints what it finds as further lines.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Family, Question } from './iptables-oracle';

/** A rule in a table, filter if none is named, or a whole file; for IPv4 unless it says otherwise. */
export type CorpusLine = ({ readonly rule: string; readonly table?: string } | { readonly text: string }) & {
  readonly family?: Family;
};

/** Tests and fuzzer are started in the root of the project. */
const folder = join(process.cwd(), 'test', 'corpus');

/** The names of the files of the corpus. */
export function corpusFiles(): string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
}

export function readCorpus(name: string): CorpusLine[] {
  return readFileSync(join(folder, name), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as CorpusLine);
}

export function questionOf(line: CorpusLine): Question {
  const text = 'text' in line ? line.text : `*${line.table ?? 'filter'}\n${line.rule}\nCOMMIT\n`;
  return { text, family: line.family ?? 'ipv4' };
}

/** The line that stands for a question: a rule where the file is no more than that. */
export function corpusLineOf({ text, family }: Question): string {
  const [, table, rule] = /^\*(\S+)\n([^\n]*)\nCOMMIT\n$/.exec(text) ?? [];
  const what =
    table === undefined || rule === undefined ? { text } : { ...(table !== 'filter' && { table }), rule };
  return JSON.stringify({ ...what, ...(family === 'ipv6' && { family }) });
}
