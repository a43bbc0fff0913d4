import { expect, test } from 'vitest';
import { run, runOrFail } from '../../../scripts/lib/run.mjs';
import { isRunning } from '../../support/processes';

test('gives the exit status and the output', async () => {
  const ending = await run('sh', ['-c', 'echo out; echo err >&2; exit 3'], { quietly: 'Trying' });
  expect(ending.status).toBe(3);
  expect(ending.output).toContain('out\n');
  expect(ending.output).toContain('err\n');
});

test('a program that is not there ends with 127', async () => {
  expect((await run('/nonexistent/program', [], { quietly: 'Trying' })).status).toBe(127);
});

test('the deadline ends the program and all that it started', async () => {
  const ending = await run('sh', ['-c', 'sleep 1000 & echo $!; wait'], { quietly: 'Waiting', deadline: 500 });
  expect(ending.expired).toBe(true);
  expect(isRunning(Number(ending.output.trim()))).toBe(false);
});

test('what the program leaves behind in its group is ended with it', async () => {
  const ending = await run('sh', ['-c', 'sleep 1000 >/dev/null 2>&1 & echo $!'], {
    quietly: 'Leaving',
    ownGroup: true,
  });
  await expect.poll(() => isRunning(Number(ending.output.trim()))).toBe(false);
});

test('a failure is explained from what was printed', async () => {
  const failing = runOrFail('Installing', 'sh', ['-c', 'echo no space left; exit 100'], {
    explain: (output) => `it said "${output.trim()}". Make room.`,
  });
  await expect(failing).rejects.toThrow('Installing failed: it said "no space left". Make room.');
});
