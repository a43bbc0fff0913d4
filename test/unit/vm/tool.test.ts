import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { pipeTools, runTool, tryTool } from '../../../remote/src/vm/tool';
import { temporaryFolder } from '../../support/temporary-folder';

const signal = new AbortController().signal;

afterEach(() => vi.unstubAllEnvs());

describe('a program', () => {
  it('gives its status and both its outputs, line by line as well', async () => {
    const lines: string[] = [];
    const script = 'echo out; echo err >&2; exit 3';
    const result = await tryTool(['sh', '-c', script], { signal, onLine: (line) => lines.push(line) });
    expect(result).toEqual({ status: 3, stdout: 'out', stderr: 'err' });
    expect(lines.sort()).toEqual(['err', 'out']);
  });

  it('that fails is a sentence with its last complaint', async () => {
    const failing = runTool(['sh', '-c', 'echo first >&2; echo the reason >&2; exit 3'], { signal });
    await expect(failing).rejects.toMatchObject({
      code: 'tool-failed',
      what: 'sh failed with status 3: the reason.',
    });
  });

  it('that is not installed is named with the command that installs it', async () => {
    vi.stubEnv('PATH', '/nonexistent');
    await expect(runTool(['fakeroot', 'true'], { signal })).rejects.toMatchObject({
      code: 'missing-tool',
      message:
        'The test VM needs fakeroot, which is not installed. ' +
        'Install it with `sudo apt-get install fakeroot`, then try again.',
    });
  });

  it('that finds the disk full says so', async () => {
    const failing = runTool(['dd', 'if=/dev/zero', 'of=/dev/full', 'bs=1k', 'count=1'], { signal });
    await expect(failing).rejects.toMatchObject({ code: 'disk-full' });
  });

  it('is ended with everything it has started when it is cancelled', async () => {
    const folder = await temporaryFolder();
    onTestFinished(folder.remove);
    const controller = new AbortController();
    const script = 'sleep 60 & echo $! > grandchild; echo started; wait';
    const running = tryTool(['sh', '-c', script], {
      signal: controller.signal,
      folder: folder.path,
      onLine: () => controller.abort(),
    });
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    const grandchild = Number(await readFile(join(folder.path, 'grandchild'), 'utf8'));
    await expect.poll(() => isRunning(grandchild)).toBe(false);
  });
});

describe('two programs in a pipe', () => {
  it('pass on what the first writes', async () => {
    const folder = await temporaryFolder();
    onTestFinished(folder.remove);
    await pipeTools(['echo', 'hello'], ['sh', '-c', 'cat > heard'], { signal, folder: folder.path });
    expect(await readFile(join(folder.path, 'heard'), 'utf8')).toBe('hello\n');
  });

  it('report the first when it fails', async () => {
    const failing = pipeTools(['sh', '-c', 'echo broken >&2; exit 2'], ['cat'], { signal });
    await expect(failing).rejects.toMatchObject({ what: 'sh failed with status 2: broken.' });
  });

  it('report the second when it stops reading', async () => {
    const failing = pipeTools(['yes'], ['sh', '-c', 'echo enough >&2; exit 2'], { signal });
    await expect(failing).rejects.toMatchObject({ what: 'sh failed with status 2: enough.' });
  });
});

/** Whether the process exists and is no zombie that waits for its parent. */
async function isRunning(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  return status !== undefined && !/\) [ZX] /.test(status);
}
