// Our verdict on every case of test/corpus against that of the real iptables, asked now: an error of the parser's
// tier if and only if `--test` fails, one of the parser's or the kernel's if and only if the load fails.
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DiagnosticSeverity } from 'vscode-languageserver-types';
import type { Diagnostic } from 'vscode-languageserver-types';
import { describe, expect, it } from 'vitest';
import type { DiagnosticData } from '../../server/src/check';
import { createCatalog, createRuleService } from '../../server/src/rules/service';
import { askIptables } from '../support/iptables-oracle';
import type { Family, Variant } from '../support/iptables-oracle';

const folder = fileURLToPath(new URL('../corpus', import.meta.url));
const service = createRuleService();
/** Where the oracle is asked, nothing but iptables itself is installed. */
const catalog = createCatalog({ complete: true });

/** A line of a corpus: one rule in a table, filter if none is named, or a whole file. */
type CorpusLine = ({ readonly rule: string; readonly table?: string } | { readonly text: string }) & {
  readonly family?: Family;
};

interface Case {
  readonly text: string;
  readonly family: Family;
}

function readCorpus(name: string): Case[] {
  return readFileSync(`${folder}/${name}`, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const entry = JSON.parse(line) as CorpusLine;
      const text = 'text' in entry ? entry.text : `*${entry.table ?? 'filter'}\n${entry.rule}\nCOMMIT\n`;
      return { text, family: entry.family ?? 'ipv4' };
    });
}

function judge(
  { text, family }: Case,
  variant: Variant,
): { passesTest: boolean; loads: boolean; found: string[] } {
  const profile = { variant, version: '1.8.9', family, consumer: 'restore' } as const;
  const snapshot = service.open(text, { uri: 'file:///case', profile, catalog });
  const errors = service
    .diagnostics(snapshot)
    .filter(({ severity }) => severity === DiagnosticSeverity.Error);
  const tiers = errors.map(tierOf);
  return {
    passesTest: !tiers.includes('parser'),
    loads: !tiers.includes('parser') && !tiers.includes('kernel'),
    found: errors.map(({ code, message }) => `${code ?? ''}: ${JSON.stringify(message)}`),
  };
}

function tierOf({ data }: Diagnostic): string {
  return (data as DiagnosticData).tier;
}

describe.each(readdirSync(folder).filter((name) => name.endsWith('.jsonl')))('%s', (name) => {
  it.each(['legacy', 'nft'] as const)('agrees with iptables-%s', async (variant) => {
    const cases = readCorpus(name);
    const verdicts = await askIptables(cases, variant);
    const disagreements = cases.flatMap((entry, index) => {
      const ours = judge(entry, variant);
      const theirs = verdicts[index];
      if (ours.passesTest === theirs?.passesTest && ours.loads === theirs.loads) return [];
      return [{ text: entry.text, ours, theirs }];
    });
    console.log(`${name}, ${variant}: ${cases.length - disagreements.length} of ${cases.length} agree`);
    expect(cases.length).toBeGreaterThan(0);
    expect(disagreements).toEqual([]);
  });
});
