// Our verdicts beside those of the real iptables: what the tests of agreement and the fuzzer have in common.
import { askIptables, installedIptables } from './iptables-oracle';
import type { Iptables, Question, Variant, Verdict } from './iptables-oracle';
import { judge } from './judge';
import type { Judgement } from './judge';

export interface Disagreement {
  readonly question: Question;
  readonly ours: Judgement;
  readonly theirs: Verdict;
}

/** A line of the table of agreement that the layer prints at its end (scripts/lib/vitest-layer.mjs). */
export interface AgreementRow {
  /** What was compared: `corpus rules.jsonl, nft 1.8.9`. */
  readonly what: string;
  readonly agree: number;
  readonly total: number;
}

declare module 'vitest' {
  interface TaskMeta {
    agreement?: AgreementRow[];
  }
}

/** Whether both verdicts, of `--test` and of the load, are the same. */
export function agrees(ours: Judgement, theirs: Verdict): boolean {
  return ours.passesTest === theirs.passesTest && ours.loads === theirs.loads;
}

/** The questions that we and the real iptables answer differently. */
export async function findDisagreements(
  questions: readonly Question[],
  variant: Variant,
  iptables: Iptables = installedIptables,
): Promise<Disagreement[]> {
  const verdicts = await askIptables(questions, variant, iptables);
  return questions.flatMap((question, index) => {
    const theirs = verdicts[index] as Verdict;
    const ours = judge(question.text, question.family, variant, iptables.version);
    return agrees(ours, theirs) ? [] : [{ question, ours, theirs }];
  });
}
