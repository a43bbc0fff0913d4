// The server has been started, and nobody asks anything yet: rules are read that nobody sees (rules/warm-up.ts), so that the
// user's are read quickly. Between two steps the server listens, so that no request waits for more than one.
import { setTimeout as sleep } from 'node:timers/promises';
import { warmUp } from '../rules/warm-up';
import { guardQuietly } from './context';
import type { ServerContext } from './context';

/** Milliseconds between two steps, several times as long as a step takes. */
const pause = 25;

/** Begins once the workspace is read, and ends early when the signal does. */
export function warmUpWhenIdle(context: ServerContext, signal: AbortSignal): void {
  void guardQuietly(context, 'Warming up', async () => {
    const { rules } = await context.workspace;
    await context.scanned;
    const steps = warmUp(rules);
    do await sleep(pause, undefined, { ref: false });
    while (!signal.aborted && steps.next().done !== true);
  });
}
