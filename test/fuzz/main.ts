// `npm run fuzz:rules`: asks until all rules or all minutes are used up, and prints each disagreement as a line for
// the corpus.
import { parseArgs } from 'node:util';
import { corpusLineOf } from '../support/corpus';
import type { Family, Variant } from '../support/iptables-oracle';
import { iptablesVersions } from '../support/iptables-trees';
import { fuzz } from './fuzz';
import type { FuzzResult, Oracle } from './fuzz';
import { createQuestionMaker } from './make-questions';
import type { QuestionMaker } from './make-questions';

const usage = `npm run fuzz:rules -- [--rules N] [--seed S] [--variant legacy|nft] [--version ${iptablesVersions.join('|')}]
    [--family ipv4|ipv6] [--extension NAME] [--minutes M]`;
/** Small enough to say soon how it goes, large enough to keep all processors at work. */
const batchSize = 500;

interface Plan {
  readonly rules: number;
  readonly minutes: number | undefined;
  readonly seed: number;
  readonly oracles: readonly Oracle[];
  readonly family: Family | undefined;
  readonly extension: string | undefined;
}

/** Gives the exit status: whether anything was answered differently. */
export async function main(words: readonly string[]): Promise<number> {
  const plan = readPlan(words);
  const { seed, family, extension, oracles } = plan;
  const versions = [...new Set(oracles.map(({ version }) => version))];
  const make = await createQuestionMaker(
    { seed, ...(family && { family }), ...(extension !== undefined && { extension }) },
    versions,
  );
  console.log(`seed ${seed}`);
  const results = await runPlan(plan, make);
  for (const oracle of oracles) {
    const own = results.filter(
      ({ variant, version }) => variant === oracle.variant && version === oracle.version,
    );
    printResults(oracle, own);
  }
  return results.some(({ disagreements }) => disagreements > 0) ? 1 : 0;
}

async function runPlan({ rules, minutes, oracles }: Plan, make: QuestionMaker): Promise<FuzzResult[]> {
  const end = minutes === undefined ? undefined : Date.now() + minutes * 60_000;
  const results: FuzzResult[] = [];
  const isOver = (made: number) => (end === undefined ? made >= rules : Date.now() >= end);
  for (let made = 0; !isOver(made); made += batchSize) {
    const size = end === undefined ? Math.min(batchSize, rules - made) : batchSize;
    const questions = Array.from({ length: size }, (_, index) => make(made + index));
    for (const oracle of oracles) {
      const result = await fuzz(questions, oracle);
      results.push(result);
      printDisagreements(result);
    }
  }
  return results;
}

function printDisagreements({ variant, version, shrunk }: FuzzResult): void {
  for (const { question, ours, theirs } of shrunk) {
    const verdict = (side: { passesTest: boolean; loads: boolean }) =>
      side.loads ? 'loads' : side.passesTest ? 'refused at load' : 'refused';
    const [said = ''] = theirs.said
      .split('\n')
      .filter((line) => line !== '' && !/^ip6?tables-restore[^:]*:\s*$/.test(line));
    console.log(corpusLineOf(question));
    console.log(`    ${variant} ${version}: ${verdict(theirs)} ${said}`);
    console.log(`    ours: ${verdict(ours)} ${ours.found.join(' | ')}`);
  }
}

function printResults({ variant, version }: Oracle, results: readonly FuzzResult[]): void {
  const sum = (number: (result: FuzzResult) => number) =>
    results.reduce((total, result) => total + number(result), 0);
  const asked = sum((result) => result.asked);
  const percent = (count: number) => `${((100 * count) / Math.max(1, asked)).toFixed(0)} %`;
  const parts = [
    `${variant} ${version}: ${asked - sum((result) => result.disagreements)} of ${asked} agree`,
    `${percent(sum((result) => result.pass))} pass --test`,
    `${percent(sum((result) => result.load))} load`,
  ];
  const unloadable = sum((result) => result.unloadable);
  if (unloadable > 0) parts.push(`${unloadable} compared by --test alone, since this kernel lacks a module`);
  console.log(parts.join(', '));
}

function readPlan(words: readonly string[]): Plan {
  const option = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...words],
    options: {
      ...{ rules: option, seed: option, variant: option, version: option },
      ...{ family: option, extension: option, minutes: option },
    },
  });
  const variants = oneOf(['legacy', 'nft'] as const, values.variant);
  const versions = oneOf(iptablesVersions, values.version);
  return {
    rules: numberOf(values.rules) ?? 2000,
    minutes: numberOf(values.minutes),
    seed: numberOf(values.seed) ?? Date.now() % 1_000_000,
    oracles: versions.flatMap((version) => variants.map((variant: Variant) => ({ variant, version }))),
    family: values.family === undefined ? undefined : oneOf(['ipv4', 'ipv6'] as const, values.family)[0],
    extension: values.extension,
  };
}

function numberOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d+(?:\.\d+)?$/.test(text)) throw new Error(`${text} is no number. ${usage}`);
  return Number(text);
}

/** The one that is named, or all. */
function oneOf<Choice extends string>(
  choices: readonly Choice[],
  named: string | undefined,
): readonly Choice[] {
  if (named === undefined) return choices;
  const chosen = choices.filter((choice) => choice === named);
  if (chosen.length === 0) throw new Error(`${named} is none of ${choices.join(', ')}. ${usage}`);
  return chosen;
}
