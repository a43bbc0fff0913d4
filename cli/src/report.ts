// What a running job says, on standard error: the results alone go to standard output.
import process from 'node:process';
import type { JobReport } from '../../remote/src/jobs/job';

/** A line that only says how far a step is: `40 %`, `40 % libc6`. */
const percentage = /^(\d+) %/;

/** A log without a terminal hears of progress at every fifth of the way. */
const fifth = 20;

/** Shows each step, and under it the lines its commands print; progress is one line that is rewritten. */
export const terminalReport: JobReport = createReport();

function createReport(): JobReport {
  let shown = 0;
  let rewrites = false;
  const write = (text: string): void => {
    process.stderr.write(`${rewrites ? '\r\u001b[K' : ''}${text}\n`);
    rewrites = false;
  };
  return {
    step: (title) => {
      write(`▸ ${title}`);
      shown = 0;
    },
    output: (line) => {
      const percent = Number(percentage.exec(line)?.[1] ?? Number.NaN);
      if (Number.isNaN(percent)) return write(`  ${line}`);
      if (process.stderr.isTTY) {
        process.stderr.write(`\r\u001b[K  ${line}`);
        rewrites = true;
      } else if (Math.floor(percent / fifth) > shown) {
        shown = Math.floor(percent / fifth);
        write(`  ${shown * fifth} %`);
      }
    },
  };
}
