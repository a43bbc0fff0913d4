// A short run of the fuzzer (`npm run fuzz:rules` for long ones): rules of a seed that is always the same, so that a
// change here is a change of the project, and rules of a fresh seed, which is printed so that it can be asked again.
import { expect, it } from 'vitest';
import { corpusLineOf } from '../support/corpus';
import { iptablesVersions } from '../support/iptables-trees';
import { fuzz } from '../fuzz/fuzz';
import { createQuestionMaker } from '../fuzz/make-questions';

const steadySeed = 1;
const rulesOfSeed = 250;
const oracles = iptablesVersions.flatMap((version) =>
  (['legacy', 'nft'] as const).map((variant) => [variant, version] as const),
);
const freshSeed = Date.now() % 1_000_000;

it.for(oracles)('agrees with iptables-%s %s on rules nobody wrote', async ([variant, version], { task }) => {
  const questions = await Promise.all(
    [steadySeed, freshSeed].map(async (seed) => {
      const make = await createQuestionMaker({ seed }, iptablesVersions);
      return Array.from({ length: rulesOfSeed }, (_, number) => make(number));
    }),
  );
  const { asked, load, disagreements, shrunk, unloadable } = await fuzz(questions.flat(), {
    variant,
    version,
  });
  const what = `fuzzed rules, seeds ${steadySeed} and ${freshSeed}`;
  const row = { what, variant, version, agree: asked - disagreements, total: asked, withoutLoad: unloadable };
  task.meta.agreement = [row];
  expect(load / asked).toBeGreaterThan(0.5);
  expect(
    shrunk.map(({ question, theirs, ours }) => ({ line: corpusLineOf(question), theirs, ours })),
  ).toEqual([]);
});
