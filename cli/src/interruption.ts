// Ctrl-C: the first asks the running job to stop and to end what it started on the target, the second leaves at
// once.
import process from 'node:process';

/** npm passes on the signal that the terminal has sent already, so one Ctrl-C may come twice, this close together. */
const echoMilliseconds = 500;

const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

export interface Interruption {
  readonly signal: AbortSignal;
  /** The exit code a shell expects of a program that ended because of the signal received. */
  exitCode(): number;
}

/** Starts to listen for the signals that ask this process to stop. */
export function listenForInterruption(): Interruption {
  const controller = new AbortController();
  let exitCode = 1;
  let firstAt = 0;
  for (const [name, code] of Object.entries(signals)) {
    process.on(name, () => {
      if (controller.signal.aborted && Date.now() - firstAt < echoMilliseconds) return;
      if (controller.signal.aborted) process.exit(code);
      exitCode = code;
      firstAt = Date.now();
      process.stderr.write('\nStopping; press Ctrl-C again to leave at once.\n');
      controller.abort();
    });
  }
  return { signal: controller.signal, exitCode: () => exitCode };
}
