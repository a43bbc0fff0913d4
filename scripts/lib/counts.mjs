// Counting: what a test runner left behind, as numbers and the reasons behind those that are not "passed".
// Everything that is not a passed test is a failed one: a file that did not load, an error outside any test, a
// test that was skipped. A run that says nothing of the product must not look like one that praises it.

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {readonly string[]} reasons One line for each failure: of a long run, the end alone may be all that is kept.
 */

/**
 * @param {string} reason
 * @returns {Counts} The counts of a layer that could not run.
 */
export const couldNotRun = (reason) => ({ passed: 0, failed: 1, reasons: [reason] });

/**
 * Counts what vitest's JSON reporter wrote.
 *
 * @param {{ testResults: { name: string, status: string, message?: string,
 *   assertionResults: { status: string, fullName: string, failureMessages?: string[] }[] }[] }} report
 * @param {number} status Exit status of vitest.
 * @returns {Counts}
 */
export function countVitest(report, status) {
  const tests = report.testResults.flatMap((file) => file.assertionResults);
  const passed = tests.filter((test) => test.status === 'passed').length;
  const notPassed = tests.filter((test) => test.status !== 'passed');
  const brokenFiles = report.testResults.filter(
    (file) =>
      file.assertionResults.length === 0 ||
      // A hook that fails marks the file, and none of its tests.
      (file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed')),
  );
  const reasons = [
    ...notPassed.map(reasonOf),
    ...brokenFiles.map((file) => `${file.name}: ${firstLine(file.message) || 'no test was found in it'}`),
  ];
  const failed = tests.length - passed + brokenFiles.length;
  if (failed === 0 && tests.length === 0) return couldNotRun('no test was found');
  if (failed === 0 && status !== 0) {
    return { passed, failed: 1, reasons: [`an error outside any test (vitest ended with ${status})`] };
  }
  return { passed, failed, reasons };
}

/**
 * @param {readonly Counts[]} counts
 * @returns {{ passed: number, failed: number }}
 */
export function sum(counts) {
  const total = (key) => counts.reduce((so, one) => so + one[key], 0);
  return { passed: total('passed'), failed: total('failed') };
}

/** @param {{ status: string, fullName: string, failureMessages?: string[] }} test */
function reasonOf({ status, fullName, failureMessages = [] }) {
  return status === 'failed' ? `${fullName}: ${firstLine(failureMessages[0])}` : `not run: ${fullName}`;
}

/** @param {string | undefined} text */
export const firstLine = (text) => text?.trim().split('\n')[0] ?? '';
