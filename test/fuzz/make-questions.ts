// A seed → questions for the oracle: rules out of the facts, rules out of known rules, and whole files. Each is made
// with a chance of its own, so that one rule can be made again without those before it.
import { createCatalog } from '../../server/src/rules/facts/catalog';
import type { Family } from '../../server/src/rules/facts/fact';
import { corpusFiles, questionOf, readCorpus } from '../support/corpus';
import type { CorpusLine } from '../support/corpus';
import type { Question } from '../support/iptables-oracle';
import type { IptablesVersion } from '../support/iptables-trees';
import { judge } from '../support/judge';
import { netfilterTests } from '../support/netfilter-tests';
import { makeFile } from './files';
import { makeRule } from './grammar';
import { mutateRule } from './mutate';
import { Random } from './random';
import { Samples } from './samples';
import { wordsOf } from './words';

type Rule = Extract<CorpusLine, { rule: string }>;

export interface QuestionOptions {
  readonly seed: number;
  /** Made for this family alone. */
  readonly family?: Family;
  /** All rules use the match or target of this name. */
  readonly extension?: string;
}

/** Gives the question of a number; the same number gives the same question. */
export type QuestionMaker = (number: number) => Question;

export async function createQuestionMaker(
  { seed, family: only, extension }: QuestionOptions,
  versions: readonly IptablesVersion[],
): Promise<QuestionMaker> {
  const rules = await knownRules(versions);
  const samples = new Samples();
  for (const { rule } of rules) samples.add(rule);
  const catalog = createCatalog();
  const known = catalog.extensions.filter(({ name }) => name === extension);
  if (extension !== undefined && known.length === 0) throw new Error(`There is no extension ${extension}`);
  const bases = rules.filter(
    ({ rule, family = 'ipv4' }) =>
      (only === undefined || family === only) &&
      (extension === undefined || wordsOf(rule).includes(extension)),
  );
  const families = (['ipv4', 'ipv4', 'ipv6'] as const).filter(
    (family) =>
      (only === undefined || family === only) &&
      (extension === undefined || known.some((row) => row.families.includes(family))),
  );
  if (families.length === 0) throw new Error('There is no family for such rules');
  const isWhole = extension === undefined;
  return (number) => {
    const random = new Random(Math.imul(seed, 0x9e3779b1) ^ Math.imul(number, 0x85ebca6b));
    const family = random.pick(families);
    const make = random.weighted<() => CorpusLine>([
      [6, () => makeRule({ random, samples, family }, { catalog, extension })],
      [bases.length > 0 ? 3 : 0, () => mutateRule(random.pick(bases), random, rules)],
      [isWhole ? 1 : 0, () => ({ ...makeFile(random), family })],
    ]);
    // Most chance is wrong somewhere; what tells most is nearly right, or right in a way nobody thought of.
    const triesAtMost = random.chance(shareOfGoodRules) ? triesForAGoodRule : 1;
    let question = questionOf(make());
    for (let tries = 1; tries < triesAtMost && !seemsGood(question); tries += 1) {
      question = questionOf(make());
    }
    return question;
  };
}

/** How many questions are made until we ourselves find nothing wrong with them, or a few times at most. */
const shareOfGoodRules = 0.6;
const triesForAGoodRule = 8;

function seemsGood({ text, family }: Question): boolean {
  return judge(text, family, 'nft', '1.8.9').loads;
}

/** The rules of the corpus and those of iptables' own tests, each in its table. */
async function knownRules(versions: readonly IptablesVersion[]): Promise<Rule[]> {
  const own = corpusFiles()
    .flatMap(readCorpus)
    .filter((line): line is Rule => 'rule' in line);
  const theirs = await Promise.all(versions.map(netfilterTests));
  return [...own, ...theirs.flat()];
}
