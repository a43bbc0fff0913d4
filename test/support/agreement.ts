// Our verdicts beside those of the real iptables: what the tests of agreement and the fuzzer have in common.
import { readNetwork } from '../../server/src/rules/model/values/address';
import { isFault } from '../../server/src/rules/model/values/reading';
import { askInBatches } from './ask-in-batches';
import type { Family, Question, Variant, Verdict } from './iptables-oracle';
import type { IptablesVersion } from './iptables-trees';
import { judge } from './judge';
import type { Judgement } from './judge';
import { machineLimits } from './machine-limits';
import type { Told } from './machine-limits';

/** A question with both answers to it. */
export interface Comparison {
  readonly question: Question;
  readonly ours: Judgement;
  readonly theirs: Verdict;
  /** What is compared: less than both where this machine lacks what the question needs. */
  readonly told: Told;
}

/** A line of the table of agreement that the layer prints at its end (scripts/lib/vitest-layer.mjs). */
export interface AgreementRow {
  /** What was compared: `corpus rules.jsonl`. */
  readonly what: string;
  readonly variant: Variant;
  readonly version: IptablesVersion;
  readonly family?: Family;
  readonly agree: number;
  readonly total: number;
  /** How many of them were not compared wholly, for want of what they need. */
  readonly withoutLoad?: number;
  /** What could not be compared at all, by name, and is no part of the total. */
  readonly unprobed?: readonly string[];
}

declare module 'vitest' {
  interface TaskMeta {
    agreement?: AgreementRow[];
  }
}

/** Whether both verdicts, of `--test` and of the load, are the same; as far as this machine tells them. */
export function agrees({ ours, theirs, told }: Comparison): boolean {
  if (told === 'nothing') return true;
  return ours.passesTest === theirs.passesTest && (told === 'test' || ours.loads === theirs.loads);
}

/** Answers all questions ourselves, and has the real iptables answer them. */
export async function compare(
  questions: readonly Question[],
  variant: Variant,
  version: IptablesVersion,
): Promise<Comparison[]> {
  const limits = await machineLimits();
  const judgements = questions.map(({ text, family }) => judge(text, family, variant, version));
  const seemsGood = judgements.map(({ loads }) => loads);
  const verdicts = await askInBatches(questions, seemsGood, variant, version);
  return questions.map((question, index) => {
    const theirs = verdicts[index] as Verdict;
    const ours = judgements[index] as Judgement;
    return { question, ours, theirs, told: toldBy(theirs, question.family) ?? limits(question) };
  });
}

/** A kernel without the module says nothing of a load; a machine without a network, nothing of the names of hosts. */
function toldBy({ said, lacksModule }: Verdict, family: Family): Told | undefined {
  // Some options leave the look-up to the C library, which says nothing of the name.
  if (/getaddrinfo: Temporary failure/.test(said)) return 'nothing';
  const [, unknown] = /host\/network `([^']*)' not found/.exec(said) ?? [];
  const address = unknown === undefined ? undefined : readNetwork(unknown, family);
  if (address && !isFault(address) && address.value.family === 'name') return 'nothing';
  return lacksModule ? 'test' : undefined;
}
