// The test VM that suites of the editor use: never the user's own. Another name lets two runs on one machine have a
// VM each.
import process from 'node:process';

export const testInstance = process.env['NFW_TEST_INSTANCE'] ?? 'test';
