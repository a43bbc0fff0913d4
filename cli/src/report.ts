// What a running job says, on standard error: the results alone go to standard output.
import process from 'node:process';
import type { JobReport } from '../../remote/src/jobs/job';

/** Shows each step, and under it the lines its commands print. */
export const terminalReport: JobReport = {
  step: (title) => process.stderr.write(`▸ ${title}\n`),
  output: (line) => process.stderr.write(`  ${line}\n`),
};
