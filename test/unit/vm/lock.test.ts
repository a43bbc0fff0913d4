import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { withLock } from '../../../remote/src/vm/lock';
import { temporaryFolder } from '../../support/temporary-folder';

const signal = new AbortController().signal;
let file: string;

beforeEach(async () => {
  const temporary = await temporaryFolder();
  onTestFinished(temporary.remove);
  file = join(temporary.path, 'locks', 'one');
});

/** Another process that holds the lock until it is killed. */
async function otherHolder(): Promise<() => void> {
  await withLock(file, { signal }, () => Promise.resolve());
  const child = spawn('flock', ['--no-fork', file, 'sh', '-c', 'echo held; exec sleep 60']);
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  return () => void child.kill('SIGKILL');
}

it('lets one at a time work', async () => {
  const events: string[] = [];
  const work = (name: string) => async (): Promise<void> => {
    events.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    events.push(`${name} ends`);
  };
  await Promise.all([withLock(file, { signal }, work('a')), withLock(file, { signal }, work('b'))]);
  const [first, second] = events[0] === 'a begins' ? ['a', 'b'] : ['b', 'a'];
  expect(events).toEqual([`${first} begins`, `${first} ends`, `${second} begins`, `${second} ends`]);
});

it('is free again when the work fails', async () => {
  await expect(withLock(file, { signal }, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await withLock(file, { signal }, () => Promise.resolve('mine'))).toBe('mine');
});

it('tells that it waits for another process, and goes on when that is killed', async () => {
  const kill = await otherHolder();
  const result = await withLock(file, { signal, onWait: kill }, () => Promise.resolve('mine'));
  expect(result).toBe('mine');
});

it('can be given up while it waits', async () => {
  await otherHolder();
  const controller = new AbortController();
  const onWait = (): void => controller.abort();
  const waiting = withLock(file, { signal: controller.signal, onWait }, () => Promise.resolve('mine'));
  await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
});
