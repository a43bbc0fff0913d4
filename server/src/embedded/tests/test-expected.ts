// The second field of a test: what iptables-save must print of the rule. Where that is known, the test can only succeed
// with it.
import type { Check, Finding, Fix } from '../../check';
import { compareVersions } from '../../rules/facts/versions';
import { isTestResult, isTestVariant } from '../../rules/tests/test-file';
import type { TestCase, TestField } from '../../rules/tests/test-file';
import { rangeOf } from './test-format';
import type { SavedTest, TestsSubject } from './subject';

export const testExpected: Check<TestsSubject> = {
  code: 'test-expected',
  tier: 'logic',
  severity: 'warning',
  title: 'Test that expects another text than iptables-save prints',
  explanation:
    'The rule is taken, and the test looks for the text of its second field (`=` for the rule as it stands) in what iptables-save prints. iptables-save writes addresses with their prefix, numbers for ports, every match with its `-m`, and options in an order of its own. Said where the form is certain: of an extension that nobody described, and of all behind it, nothing is expected.',
  source: 'iptables-test.py, run_test ("cannot find", "should not match")',
  *run({ saved }): Iterable<Finding> {
    const told = new Set<number>();
    for (const test of saved) {
      const finding = told.has(test.line.line) ? undefined : faultOf(test);
      if (!finding) continue;
      told.add(test.line.line);
      yield finding;
    }
  },
};

function faultOf(test: SavedTest): Finding | undefined {
  const { line, result, program, saved } = test;
  if (!isReadable(line)) return undefined;
  const isSame = saved.isWhole && saved.text === expectedText(line);
  if (result === 'NOMATCH' && isSame && !line.variant) {
    const message = `${program} saves just this of the rule, so the test would fail: the result is OK.`;
    return { range: rangeOf(line.line, line.result), message, fixes: fixOf(line, line.result, 'OK') };
  }
  if (result !== 'OK' || mayBeFound(test)) return undefined;
  const message = `${program} saves this rule as \`${saved.text}${saved.isWhole ? '' : ' …'}', so the test would fail.`;
  const text = saved.text === line.rule.text ? '=' : saved.text;
  const fixes = saved.isWhole ? fixOf(line, line.expected, text) : [];
  return { range: rangeOf(line.line, line.expected), message, fixes };
}

/** What is no test is told of already. */
function isReadable({ result, variant }: TestCase): boolean {
  return isTestResult(result.text) && (variant === undefined || isTestVariant(variant.text));
}

function expectedText({ rule, expected }: TestCase): string {
  return expected.text === '=' ? rule.text : expected.text;
}

/** Since this version the program compares whole lines; before, the text could be the beginning of one. */
const comparesLines = '1.8.11';

function mayBeFound({ line, saved: { text, isWhole }, version }: SavedTest): boolean {
  const expected = expectedText(line);
  if (compareVersions(version, comparesLines) < 0 && text.startsWith(expected)) return true;
  if (isWhole) return text === expected;
  return text === '' || `${expected} `.startsWith(`${text} `);
}

/** The field is the same for both variants: of a line that names one, the other may want it as it is. */
function fixOf({ line, variant }: TestCase, field: TestField, newText: string): Fix[] {
  if (variant) return [];
  const start = { line, character: field.start };
  const range = { start, end: { line, character: field.end } };
  return [{ title: `Change to ${newText}`, edits: [{ range, newText }] }];
}
