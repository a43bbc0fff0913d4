// A rule of a `.t` file that is expected to be refused and would be taken. One that is expected to be taken and would be
// refused is reported by the checks of rules, on the word that is wrong.
import type { Check, Finding } from '../../check';
import { isTestVariant } from '../../rules/tests/test-file';
import type { TestCase } from '../../rules/tests/test-file';
import { rangeOf } from './test-format';
import type { TestsSubject } from './subject';

export const testVerdict: Check<TestsSubject> = {
  code: 'test-verdict',
  tier: 'logic',
  severity: 'warning',
  title: 'Test that expects a refusal in vain',
  explanation:
    'The line ends in `FAIL`, but iptables would take the rule, so the test fails. Reported only where all the rule says is described: an extension whose source is in the workspace may refuse for reasons of its own.',
  source: 'iptables-test.py, run_test ("should fail")',
  *run({ outcomes, lines }): Iterable<Finding> {
    const isSetUp = lines.some(({ kind }) => kind === 'command');
    const told = new Set<number>();
    for (const { line, chain, program, variant, isTaken } of outcomes) {
      // What a command has set up, or taken away, decides on more than the rule says.
      if (!isTaken || isSetUp || told.has(line.line) || !isReadable(line)) continue;
      told.add(line.line);
      const isOther = line.variant !== undefined && line.variant.text.toLowerCase() !== variant;
      const field = (isOther && line.otherwise) || line.result;
      const message = `${program} takes this rule in ${chain}, so the test would fail.`;
      yield { range: rangeOf(line.line, field), message };
    }
  },
};

function isReadable({ variant }: TestCase): boolean {
  return variant === undefined || isTestVariant(variant.text);
}
