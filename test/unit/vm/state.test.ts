import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { findQemu, isQemuOf, readState, removeState, writeState } from '../../../remote/src/vm/state';
import { temporaryFolder } from '../../support/temporary-folder';

let folder: string;

beforeEach(async () => {
  const temporary = await temporaryFolder();
  onTestFinished(temporary.remove);
  folder = temporary.path;
});

describe('the state of an instance', () => {
  const started = { port: 2222, accelerator: 'tcg', acceleratorReason: 'so' } as const;

  it('reads back as it was written', async () => {
    await writeState(folder, { image: '/i', diskDigest: 'abc', started });
    expect(await readState(folder)).toEqual({ image: '/i', diskDigest: 'abc', started });
    await removeState(folder);
    expect(await readState(folder)).toBeUndefined();
  });

  it.each([
    '',
    '{',
    '[]',
    'null',
    '{"image":1}',
    '{"image":"/i"}',
    '{"image":"/i","diskDigest":"a","started":{"port":"22"}}',
  ])('is none when the file holds %j', async (text) => {
    await writeFile(join(folder, 'state.json'), text);
    expect(await readState(folder)).toBeUndefined();
  });
});

describe("an instance's QEMU", () => {
  /** A process that looks like QEMU, or like `argv0`, and runs in `cwd`. */
  async function startProcess(argv0: string, cwd: string): Promise<number> {
    const child = spawn('sleep', ['60'], { argv0, cwd, stdio: 'ignore' });
    onTestFinished(() => void child.kill());
    await once(child, 'spawn');
    return child.pid ?? Number.NaN;
  }

  it('is found by its pid file', async () => {
    const pid = await startProcess('/usr/bin/qemu-system-x86_64', folder);
    await writeFile(join(folder, 'qemu.pid'), `${pid}\n`);
    expect(await findQemu(folder)).toBe(pid);
  });

  it('is not another process that was given its number', async () => {
    await writeFile(join(folder, 'qemu.pid'), `${await startProcess('sleep', folder)}\n`);
    expect(await findQemu(folder)).toBeUndefined();
  });

  it('is not the QEMU of another instance', async () => {
    await writeFile(join(folder, 'qemu.pid'), `${await startProcess('qemu-system-x86_64', '/')}\n`);
    expect(await findQemu(folder)).toBeUndefined();
  });

  it.each(['', 'x', '-1', '0', '999999999'])('is none when the pid file holds %j', async (text) => {
    await writeFile(join(folder, 'qemu.pid'), text);
    expect(await findQemu(folder)).toBeUndefined();
  });

  it('is gone once it has ended', async () => {
    const pid = await startProcess('qemu-system-x86_64', folder);
    expect(await isQemuOf(pid, folder)).toBe(true);
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => isQemuOf(pid, folder)).toBe(false);
  });
});
