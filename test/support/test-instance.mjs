// The test VMs that suites use: never the user's own. Another name lets two runs on one machine have VMs each; files of
// tests that run at the same time have one each too, since they load modules and change rules.
import process from 'node:process';

const name = process.env['NFW_TEST_INSTANCE'] ?? 'test';

/** @param {number} worker Counted from 1. */
export const instanceOfWorker = (worker) => (worker === 1 ? name : `${name}-${worker}`);

/** The instance of this process. */
export const testInstance = instanceOfWorker(Number(process.env['VITEST_POOL_ID'] ?? 1));
