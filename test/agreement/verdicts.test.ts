// Our verdict on every case of test/corpus against that of the real iptables, asked now: an error of the parser's
// tier if and only if `--test` fails, one of the parser's or the kernel's if and only if the load fails.
import { describe, expect, it } from 'vitest';
import { agrees, compare } from '../support/agreement';
import { corpusFiles, questionOf, readCorpus } from '../support/corpus';
import { iptablesVersions } from '../support/iptables-trees';

const oracles = iptablesVersions.flatMap((version) =>
  (['legacy', 'nft'] as const).map((variant) => ({ version, variant })),
);

describe.each(corpusFiles())('%s', (name) => {
  it.for(oracles)('agrees with iptables-$variant $version', async ({ version, variant }, { task }) => {
    const questions = readCorpus(name).map(questionOf);
    const comparisons = await compare(questions, variant, version);
    const disagreements = comparisons.filter((comparison) => !agrees(comparison));
    const total = questions.length;
    const agree = total - disagreements.length;
    task.meta.agreement = [{ what: `corpus ${name}`, variant, version, agree, total }];
    expect(total).toBeGreaterThan(0);
    expect(disagreements).toEqual([]);
  });
});
