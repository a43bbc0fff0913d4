// A short run of the fuzzer: rules of a seed that is always the same, so that a failure here is a change of the project.
// Fresh ones, and as many as one likes, are `npm run fuzz:rules`.
import { expect, it } from 'vitest';
import { corpusLineOf } from '../support/corpus';
import { iptablesVersions } from '../support/iptables-trees';
import { fuzz } from '../fuzz/fuzz';
import { createQuestionMaker } from '../fuzz/make-questions';

const seed = 1;
const rules = 500;
const oracles = iptablesVersions.flatMap((version) =>
  (['legacy', 'nft'] as const).map((variant) => [variant, version] as const),
);

it.for(oracles)('agrees with iptables-%s %s on rules nobody wrote', async ([variant, version], { task }) => {
  const make = await createQuestionMaker({ seed }, iptablesVersions);
  const questions = Array.from({ length: rules }, (_, number) => make(number));
  const { asked, load, disagreements, shrunk, unloadable } = await fuzz(questions, { variant, version });
  const what = `fuzzed rules of seed ${seed}`;
  const row = { what, variant, version, agree: asked - disagreements, total: asked, withoutLoad: unloadable };
  task.meta.agreement = [row];
  expect(load / asked).toBeGreaterThan(0.5);
  expect(
    shrunk.map(({ question, theirs, ours }) => ({ line: corpusLineOf(question), theirs, ours })),
  ).toEqual([]);
});
