// A question answered differently → the shortest one found that still is: lines and words left out, texts cut short.
import { agrees, compare } from '../support/agreement';
import type { Comparison } from '../support/agreement';
import type { Question, Variant } from '../support/iptables-oracle';
import type { IptablesVersion } from '../support/iptables-trees';
import { ruleOf, wordsOf } from './words';

/** All at once, since many questions cost the oracle less than many times one. */
export async function shrink(
  disagreements: readonly Comparison[],
  variant: Variant,
  version: IptablesVersion,
): Promise<Comparison[]> {
  const best = [...disagreements];
  let open = best.map((_disagreement, index) => index);
  while (open.length > 0) {
    const tries = open.flatMap((index) =>
      smaller((best[index] as Comparison).question).map((question) => ({ index, question })),
    );
    const answers = await compare(
      tries.map(({ question }) => question),
      variant,
      version,
    );
    const better = new Set<number>();
    for (const [at, answer] of answers.entries()) {
      const { index } = tries[at] as (typeof tries)[number];
      const known = best[index] as Comparison;
      if (better.has(index) || agrees(answer) || !isSameKind(known, answer)) continue;
      best[index] = answer;
      better.add(index);
    }
    open = [...better];
  }
  const unique = new Map(best.map((disagreement) => [disagreement.question.text, disagreement]));
  return [...unique.values()];
}

/** Both sides answer as before, so that one fault does not turn into another on the way. */
function isSameKind(one: Comparison, other: Comparison): boolean {
  return (
    one.ours.passesTest === other.ours.passesTest &&
    one.ours.loads === other.ours.loads &&
    one.theirs.passesTest === other.theirs.passesTest &&
    one.theirs.loads === other.theirs.loads
  );
}

/** The question with something left out, the largest pieces first. */
function smaller({ text, family }: Question): Question[] {
  const lines = text.split('\n');
  const texts = lines.flatMap((line, at) => {
    const around = (inside: readonly string[]) =>
      [...lines.slice(0, at), ...inside, ...lines.slice(at + 1)].join('\n');
    const isRule = /^\s*(?:\[|-)/.test(line);
    const isEnd = line === '' && at === lines.length - 1;
    const without = isEnd || /^(?:\*|COMMIT)/.test(line) ? [] : [around([])];
    return isRule ? [...without, ...smallerRules(line).map((rule) => around([rule]))] : without;
  });
  return texts
    .filter((smallerText) => smallerText.length < text.length)
    .map((found) => ({ text: found, family }));
}

function smallerRules(line: string): string[] {
  const words = wordsOf(line);
  const pieces = [4, 3, 2, 1].flatMap((size) =>
    words.flatMap((_word, at) =>
      at + size <= words.length && at > 1 ? [[...words.slice(0, at), ...words.slice(at + size)]] : [],
    ),
  );
  const shortened = words.flatMap((word, at) =>
    word.length > 20 && at > 1
      ? [[...words.slice(0, at), word.slice(0, word.length / 2), ...words.slice(at + 1)]]
      : [],
  );
  return [...pieces, ...shortened].map(ruleOf);
}
