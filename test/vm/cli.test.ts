// The loop by the command line alone, as a user types it: `nfw` as a process, against the test VM.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunningVm } from '../../remote/src/vm/running-vm';
import { nfwPath, runNfw, type NfwResult } from '../support/nfw';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { testInstance } from '../support/test-instance.mjs';
import { sshConfigOf } from '../support/vm-ssh-config';

const target = ['--target', `vm/${testInstance}`];
const kernel = join(process.cwd(), 'kernel');

let folder: TemporaryFolder;

beforeAll(async () => {
  folder = await temporaryFolder();
  expect(await runNfw(['vm', 'up', '--instance', testInstance])).toMatchObject({ status: 0 });
});

afterAll(async () => {
  await applyRules('*filter\nCOMMIT\n');
  await runNfw(['unload', ...target, kernel]);
  await folder.remove();
});

const inVm = (...argv: string[]): Promise<NfwResult> =>
  runNfw(['vm', 'ssh', '--instance', testInstance, '--', ...argv]);

async function applyRules(text: string): Promise<NfwResult> {
  const file = join(folder.path, 'rules.v4');
  await writeFile(file, text);
  return runNfw(['rules', 'apply', ...target, file]);
}

test('demo mirrors every packet and shows the lines that printed the messages', async () => {
  const { status, stdout } = await runNfw(['demo', ...target, '--packets', '7']);
  expect(stdout).toMatch(/^forwarded 14\/14, mirrored 14\/14$/m);
  expect(status).toBe(0);
  const sites = [...stdout.matchAll(/kernel\/xt_CLONE\.c:(\d+)$/gm)].map(([, line]) => Number(line));
  const source = (await readFile(join(kernel, 'xt_CLONE.c'), 'utf8')).split('\n');
  expect(sites.length).toBeGreaterThan(0);
  for (const line of sites) expect(source[line - 1]).toMatch(/\b(pr_|net_)\w+\(/);
});

test('a compile error is a line as compilers write it, and exit code 1', async () => {
  const copy = join(folder.path, 'broken');
  await cp(kernel, copy, { recursive: true });
  const file = join(copy, 'xt_CLONE.c');
  const source = await readFile(file, 'utf8');
  await writeFile(file, `${source}int surplus = "text" - ;\n`);
  const line = source.split('\n').length;
  const { status, stdout } = await runNfw(['build', ...target, copy]);
  expect(status).toBe(1);
  expect(stdout).toMatch(new RegExp(`^${file}:${line}:\\d+: error: `, 'm'));

  const json = await runNfw(['build', ...target, '--json', copy]);
  expect(JSON.parse(json.stdout)).toEqual([
    expect.objectContaining({
      module: 'xt_CLONE',
      ok: false,
      problems: expect.arrayContaining([
        expect.objectContaining({ file, line, severity: 'error' }),
      ]) as unknown,
    }),
  ]);
});

test('build, load, rules, log, unload', async () => {
  expect(await runNfw(['reload', ...target, kernel])).toMatchObject({ status: 0 });

  const refused = await applyRules('*filter\n-A FORWARD -j CLONE --mark 0x7\n-A FORWARD -j CLON\nCOMMIT\n');
  expect(refused.status).toBe(1);
  expect(refused.stdout).toMatch(/rules\.v4:\d+:1: error: /);

  expect(await applyRules('*filter\n-A FORWARD -j CLONE --mark 0x7\nCOMMIT\n')).toMatchObject({ status: 0 });
  const saved = await runNfw(['rules', 'save', ...target, '-']);
  expect(saved.stdout).toContain('-A FORWARD -j CLONE --mark 0x7\n');

  const inUse = await runNfw(['unload', ...target, kernel]);
  expect(inUse.status).toBe(1);
  expect(inUse.stderr).toContain('-A FORWARD -j CLONE --mark 0x7');

  const log = await runNfw(['log', ...target, '--json', kernel]);
  const records = log.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(records.at(-1)).toMatchObject({
    kind: 'record',
    text: expect.stringContaining('mark 0x7') as string,
    source: { file: join(kernel, 'xt_CLONE.c') },
  });

  expect(await applyRules('*filter\nCOMMIT\n')).toMatchObject({ status: 0 });
  expect(await runNfw(['unload', ...target, kernel])).toMatchObject({ status: 0 });
  expect((await inVm('lsmod')).stdout).not.toContain('xt_CLONE');
});

test('vm ssh hands over arguments as they are, and gives the exit status of the command', async () => {
  expect(await inVm('sh', '-c', 'echo "a  b"; exit 3')).toEqual({ status: 3, stdout: 'a  b\n', stderr: '' });
});

describe('Ctrl-C', () => {
  /** The VM as any machine that ssh reaches, so that make runs there and takes its time. */
  async function asSshTarget(): Promise<string[]> {
    const { stdout } = await runNfw(['vm', 'status', '--json', '--instance', testInstance]);
    const { vm } = JSON.parse(stdout) as { readonly vm: RunningVm };
    const file = join(folder.path, 'ssh_config');
    await writeFile(file, sshConfigOf(vm));
    return ['--ssh-config', file, '--target', 'lab1'];
  }

  test('ends the build, and what it started on the target, with 130', async () => {
    const child = spawn(process.execPath, [nfwPath, 'build', ...(await asSshTarget()), kernel]);
    let stderr = '';
    child.stdout.resume();
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const running = async (): Promise<boolean> => (await inVm('pgrep', '-x', 'make')).status === 0;
    await expect.poll(running, { interval: 500 }).toBe(true);
    child.kill('SIGINT');
    expect(await once(child, 'close')).toEqual([130, null]);
    expect(stderr).toContain('nfw: stopped.');
    await expect.poll(running, { interval: 500 }).toBe(false);
  });
});
