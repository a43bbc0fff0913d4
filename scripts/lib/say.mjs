// The voice of the scripts: headings, remarks, and progress that reads well on a terminal and in a log alike.
import process from 'node:process';

const terminal = process.stdout.isTTY === true;
const bold = (text) => (terminal ? `\u001b[1m${text}\u001b[0m` : text);

/** How often a log without a terminal hears that a step is still going on. */
const heartbeat = 15_000;

/** A new part of the work begins. */
export const heading = (text) => console.log(`\n${bold(`▸ ${text}`)}`);

/** A remark inside the current part. */
export const note = (text) => console.log(`  ${text}`);

/**
 * Shows that a step goes on: on a terminal one line that is rewritten, in a log one line now and then.
 *
 * @param {string} title
 */
export function progress(title) {
  const begun = Date.now();
  let latest = '';
  const line = () => `  ${title} … ${duration(Date.now() - begun)}${latest && `  ${latest}`}`;
  const show = () => {
    if (terminal) process.stdout.write(`\r\u001b[K${line().slice(0, (process.stdout.columns ?? 80) - 1)}`);
    else console.log(line());
  };
  const timer = setInterval(show, terminal ? 1000 : heartbeat);
  if (terminal) show();
  return {
    /** Takes what the step printed; the last line of it is shown beside the title. */
    detail(text) {
      latest =
        text
          .trimEnd()
          .split(/[\r\n]/)
          .at(-1)
          ?.trim()
          .slice(0, 100) ?? '';
    },
    end() {
      clearInterval(timer);
      if (terminal) process.stdout.write('\r\u001b[K');
    },
  };
}

/** Milliseconds as `7 s` or `3 min 20 s`. */
export function duration(milliseconds) {
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
