// Our verdict on every case of test/corpus against that of the real iptables, asked now: an error of the parser's
// tier if and only if `--test` fails, one of the parser's or the kernel's if and only if the load fails.
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { findDisagreements } from '../support/agreement';
import { installedIptables } from '../support/iptables-oracle';
import type { Family, Question } from '../support/iptables-oracle';

const folder = fileURLToPath(new URL('../corpus', import.meta.url));

/** A line of a corpus: one rule in a table, filter if none is named, or a whole file. */
type CorpusLine = ({ readonly rule: string; readonly table?: string } | { readonly text: string }) & {
  readonly family?: Family;
};

function readCorpus(name: string): Question[] {
  return readFileSync(`${folder}/${name}`, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const entry = JSON.parse(line) as CorpusLine;
      const text = 'text' in entry ? entry.text : `*${entry.table ?? 'filter'}\n${entry.rule}\nCOMMIT\n`;
      return { text, family: entry.family ?? 'ipv4' };
    });
}

describe.each(readdirSync(folder).filter((name) => name.endsWith('.jsonl')))('%s', (name) => {
  it.for(['legacy', 'nft'] as const)('agrees with iptables-%s', async (variant, { task }) => {
    const cases = readCorpus(name);
    const disagreements = await findDisagreements(cases, variant);
    const what = `corpus ${name}, ${variant} ${installedIptables.version}`;
    task.meta.agreement = [{ what, agree: cases.length - disagreements.length, total: cases.length }];
    expect(cases.length).toBeGreaterThan(0);
    expect(disagreements).toEqual([]);
  });
});
