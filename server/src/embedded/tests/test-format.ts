// A line of a `.t` file that iptables-test.py cannot make anything of.
import type { Check, Finding } from '../../check';
import { isTestResult, isTestVariant } from '../../rules/tests/test-file';
import type { TestCase, TestLine } from '../../rules/tests/test-file';
import type { TestsSubject } from './subject';

export const testFormat: Check<TestsSubject> = {
  code: 'test-format',
  tier: 'parser',
  severity: 'error',
  title: 'Line that is no test',
  explanation:
    'A test is `rule;expected;result`: the options of the rule, what iptables-save prints of it (`=` for the same), and `OK`, `FAIL` or `NOMATCH`. Behind the result a fourth field may name the variant it is for, `LEGACY` or `NFT`, and a fifth the result of the other. A `:CHAIN` line must come before the first test.',
  source: 'iptables-test.py, run_test_file and variant_res',
  *run({ lines }): Iterable<Finding> {
    for (const line of lines) yield* faultsOf(line);
  },
};

function* faultsOf(line: TestLine): Iterable<Finding> {
  if (line.kind === 'broken') {
    const message = 'A test has at least three fields: rule;expected;result.';
    yield { range: rangeOf(line.line, line.whole), message };
  }
  if (line.kind === 'case') yield* faultsOfCase(line);
}

function* faultsOfCase(test: TestCase): Iterable<Finding> {
  const { line, chains, result, variant } = test;
  if (chains.length === 0) {
    const message = 'Broken test, missing chain: a line such as `:INPUT` must come before it.';
    yield { range: rangeOf(line, test.rule), message };
  }
  if (!isTestResult(result.text)) {
    const message = `\`${result.text}' is no result: it is OK, FAIL or NOMATCH.`;
    yield { range: rangeOf(line, result), message };
  }
  if (variant && !isTestVariant(variant.text)) {
    const message = `\`${variant.text}' is no variant: it is LEGACY or NFT.`;
    yield { range: rangeOf(line, variant), message };
  }
}

/** A field of a line; an empty one is shown with the character before it. */
export function rangeOf(
  line: number,
  { start, end }: { readonly start: number; readonly end: number },
): Finding['range'] {
  const from = start === end ? Math.max(0, start - 1) : start;
  return { start: { line, character: from }, end: { line, character: end } };
}
