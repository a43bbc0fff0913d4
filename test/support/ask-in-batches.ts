// Many questions put to the real iptables in few: rules that we think it takes stand together in one file, and only when
// that is refused is each of them asked for alone.
import { askIptables } from './iptables-oracle';
import type { Question, Variant, Verdict } from './iptables-oracle';
import type { IptablesVersion } from './iptables-trees';

/** Large enough that a batch costs little more than a rule, small enough that one bad rule does not cost much. */
const batchSize = 20;
/** A file of nothing but a rule added to a chain. */
const singleRule = /^(\*\S+\n)(-A [^\n]*\n)COMMIT\n$/;
const taken: Verdict = { passesTest: true, loads: true, said: '', lacksModule: false };

/** The verdicts in the order of the questions; `seemsGood` says of each whether we think that it is taken. */
export async function askInBatches(
  questions: readonly Question[],
  seemsGood: readonly boolean[],
  variant: Variant,
  version: IptablesVersion,
): Promise<Verdict[]> {
  const batches = batchesOf(questions, seemsGood);
  const answers = await askIptables(batches.map(joined), variant, version);
  const verdicts: Verdict[] = [];
  for (const [index, { loads, said }] of answers.entries()) {
    if (!loads || said !== '') continue;
    for (const number of (batches[index] as Batch).numbers) verdicts[number] = taken;
  }
  const open = questions.flatMap((_question, number) => (verdicts[number] ? [] : [number]));
  const single = await askIptables(
    open.map((number) => questions[number] as Question),
    variant,
    version,
  );
  for (const [index, number] of open.entries()) verdicts[number] = single[index] as Verdict;
  return verdicts;
}

interface Batch {
  readonly head: string;
  readonly family: Question['family'];
  readonly rules: string[];
  readonly numbers: number[];
}

/** Rules of one table and family together. */
function batchesOf(questions: readonly Question[], seemsGood: readonly boolean[]): Batch[] {
  const batches: Batch[] = [];
  const filling = new Map<string, Batch>();
  for (const [number, { text, family }] of questions.entries()) {
    const [, head, rule] = (seemsGood[number] && singleRule.exec(text)) || [];
    if (head === undefined || rule === undefined) continue;
    let batch = filling.get(head + family);
    if (!batch || batch.rules.length >= batchSize) {
      batch = { head, family, rules: [], numbers: [] };
      batches.push(batch);
      filling.set(head + family, batch);
    }
    batch.rules.push(rule);
    batch.numbers.push(number);
  }
  return batches;
}

function joined({ head, family, rules }: Batch): Question {
  return { text: `${head}${rules.join('')}COMMIT\n`, family };
}
