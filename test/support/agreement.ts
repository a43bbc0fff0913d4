// Our verdicts beside those of the real iptables: what the tests of agreement and the fuzzer have in common.
import { askIptables } from './iptables-oracle';
import type { Family, Question, Variant, Verdict } from './iptables-oracle';
import type { IptablesVersion } from './iptables-trees';
import { judge } from './judge';
import type { Judgement } from './judge';

/** A question with both answers to it. */
export interface Comparison {
  readonly question: Question;
  readonly ours: Judgement;
  readonly theirs: Verdict;
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
}

declare module 'vitest' {
  interface TaskMeta {
    agreement?: AgreementRow[];
  }
}

/** Whether both verdicts, of `--test` and of the load, are the same; of `--test` alone where a load says nothing. */
export function agrees({ ours, theirs }: Comparison): boolean {
  return ours.passesTest === theirs.passesTest && (theirs.lacksModule || ours.loads === theirs.loads);
}

/** Answers all questions ourselves, and has the real iptables answer them. */
export async function compare(
  questions: readonly Question[],
  variant: Variant,
  version: IptablesVersion,
): Promise<Comparison[]> {
  const verdicts = await askIptables(questions, variant, version);
  return questions.map((question, index) => ({
    question,
    ours: judge(question.text, question.family, variant, version),
    theirs: verdicts[index] as Verdict,
  }));
}
