// Our verdict on every case of test/corpus against that of the real iptables, asked now: an error of the parser's
// tier if and only if `--test` fails, one of the parser's or the kernel's if and only if the load fails. A collection
// of quirks that may lie beside the project is compared as well.
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { TestContext } from 'vitest';
import { agrees, compare } from '../support/agreement';
import { corpusFiles, questionOf, readCorpus } from '../support/corpus';
import type { Question, Variant } from '../support/iptables-oracle';
import { iptablesVersions } from '../support/iptables-trees';
import type { IptablesVersion } from '../support/iptables-trees';

const oracles = iptablesVersions.flatMap((version) =>
  (['legacy', 'nft'] as const).map((variant) => [variant, version] as const),
);

describe.each(corpusFiles())('%s', (name) => {
  it.for(oracles)('agrees with iptables-%s %s', async ([variant, version], { task }) => {
    const questions = readCorpus(name).map(questionOf);
    await expectAgreement(`corpus ${name}`, questions, variant, version, task);
  });
});

const quirks = '../shared/corpus/quirks.jsonl';

if (existsSync(quirks)) {
  it.for(oracles)('agrees on quirks with iptables-%s %s', async ([variant, version], { task }) => {
    await expectAgreement('quirks', readQuirks(), variant, version, task);
  });
}

async function expectAgreement(
  what: string,
  questions: readonly Question[],
  variant: Variant,
  version: IptablesVersion,
  task: TestContext['task'],
): Promise<void> {
  const comparisons = await compare(questions, variant, version);
  const disagreements = comparisons.filter((comparison) => !agrees(comparison));
  const total = questions.length;
  const withoutLoad = comparisons.filter(({ told }) => told !== 'both').length;
  const agree = total - disagreements.length;
  task.meta.agreement = [{ what, variant, version, agree, total, withoutLoad }];
  expect(total).toBeGreaterThan(0);
  expect(disagreements).toEqual([]);
}

function readQuirks(): Question[] {
  const lines = readFileSync(quirks, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  return lines.map((line) => {
    const { text, family } = JSON.parse(line) as { text: string; family: 'iptables' | 'ip6tables' };
    return { text, family: family === 'iptables' ? 'ipv4' : 'ipv6' };
  });
}
