import { describe, expect, it } from 'vitest';
import { SharedAttempt } from '../../../client/src/services/shared-attempt';
import { silentReport } from '../../../remote/src/jobs/job';

function participant() {
  const controller = new AbortController();
  return { controller, part: { report: silentReport, signal: controller.signal } };
}

describe('an attempt that several wait for', () => {
  it('is made once and gives all of them its result', async () => {
    let made = 0;
    const attempt = new SharedAttempt(() => Promise.resolve(++made));
    const both = [attempt.join(participant().part), attempt.join(participant().part)];
    expect(await Promise.all(both)).toEqual([1, 1]);
  });

  it('reports to all of them, from the first step', async () => {
    const steps: string[] = [];
    const attempt = new SharedAttempt(({ report }) => {
      report.step('Connecting');
      return Promise.resolve();
    });
    const report = { step: (title: string) => steps.push(title), output: () => undefined };
    await attempt.join({ report, signal: new AbortController().signal });
    expect(steps).toEqual(['Connecting']);
  });

  it('goes on while one of them still waits', async () => {
    let finish: (result: string) => void = () => undefined;
    let signal: AbortSignal | undefined;
    const attempt = new SharedAttempt((work) => {
      signal = work.signal;
      return new Promise<string>((resolve) => (finish = resolve));
    });
    const [first, second] = [participant(), participant()];
    const [one, two] = [attempt.join(first.part), attempt.join(second.part)];
    first.controller.abort();
    await expect(one).rejects.toMatchObject({ name: 'AbortError' });
    expect(signal?.aborted).toBe(false);
    finish('open');
    expect(await two).toBe('open');
  });

  it('is ended when nobody waits any more', async () => {
    let signal: AbortSignal | undefined;
    const attempt = new SharedAttempt((work) => {
      signal = work.signal;
      return new Promise<never>(() => undefined);
    });
    const only = participant();
    const waiting = attempt.join(only.part);
    await Promise.resolve();
    only.controller.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    expect(signal?.aborted).toBe(true);
  });
});
