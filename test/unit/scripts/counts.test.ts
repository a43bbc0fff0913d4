import { expect, test } from 'vitest';
import { countVitest, sum } from '../../../scripts/lib/counts.mjs';

const file = (status: string, statuses: string[], message = '') => ({
  name: 'a.test.ts',
  status,
  message,
  assertionResults: statuses.map((each, index) => ({
    status: each,
    fullName: `test ${index}`,
    failureMessages: each === 'failed' ? ['Error: 1 is not 2\n    at x'] : [],
  })),
});

test('counts passed and failed tests over all files, and names those that failed', () => {
  const report = {
    testResults: [file('passed', ['passed', 'passed']), file('failed', ['passed', 'failed'])],
  };
  expect(countVitest(report, 1)).toEqual({
    passed: 3,
    failed: 1,
    reasons: ['test 1: Error: 1 is not 2'],
  });
});

test('a skipped test counts as failed and is named', () => {
  const report = { testResults: [file('passed', ['passed', 'skipped', 'todo'])] };
  const { passed, failed, reasons } = countVitest(report, 0);
  expect({ passed, failed }).toEqual({ passed: 1, failed: 2 });
  expect(reasons).toEqual(['not run: test 1', 'not run: test 2']);
});

test('a file that does not load counts as failed with the first line of why', () => {
  const report = { testResults: [file('passed', ['passed']), file('failed', [], 'SyntaxError: no\n  at x')] };
  expect(countVitest(report, 1)).toEqual({
    passed: 1,
    failed: 1,
    reasons: ['a.test.ts: SyntaxError: no'],
  });
});

test('a file in which only a hook failed counts as failed', () => {
  const report = { testResults: [file('failed', ['passed'], 'Hook timed out')] };
  expect(countVitest(report, 1)).toMatchObject({ passed: 1, failed: 1 });
});

test('an error outside any test counts as failed', () => {
  expect(countVitest({ testResults: [file('passed', ['passed'])] }, 1)).toMatchObject({
    passed: 1,
    failed: 1,
  });
});

test('no test at all counts as failed, whatever vitest said', () => {
  expect(countVitest({ testResults: [] }, 0)).toMatchObject({ passed: 0, failed: 1 });
});

test('sums over layers', () => {
  const one = { passed: 2, failed: 1, reasons: [] };
  expect(sum([one, one, { passed: 0, failed: 1, reasons: ['gone'] }])).toEqual({ passed: 4, failed: 3 });
});
