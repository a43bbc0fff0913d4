// What `nfw` asks before it speaks to a machine: nothing without a terminal, and on one the fingerprint of a key
// that is not known yet. Against a real sshd; `script` makes the terminal.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { quoteAll } from '../../remote/src/ssh/quote';
import { nfwPath, runNfw } from '../support/nfw';
import { startSshd, type Sshd } from '../support/sshd';

let sshd: Sshd;
let command: string[];

beforeEach(async () => {
  sshd = await startSshd();
  command = ['build', '--ssh-config', sshd.configFile, '--target', 'lab1', join(process.cwd(), 'kernel')];
});

afterEach(() => sshd.stop());

/** The fingerprint as ssh-keygen prints it. */
function fingerprint(): string {
  const key = `${sshd.hostKeyFiles[0] ?? ''}.pub`;
  return execFileSync('ssh-keygen', ['-lf', key], { encoding: 'utf8' }).split(' ')[1] ?? '';
}

/** Runs nfw on a terminal and types the answer once it asks; gives all that the terminal showed. */
async function onTerminal(answer: string): Promise<string> {
  const line = quoteAll([process.execPath, nfwPath, ...command]);
  const child = spawn('script', ['--quiet', '--return', '--command', line, '/dev/null']);
  let shown = '';
  child.stderr.resume();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const asked = shown.includes('(yes/no)');
    shown += text;
    if (!asked && shown.includes('(yes/no)')) child.stdin.write(`${answer}\n`);
  });
  await once(child, 'close');
  return shown;
}

test('without a terminal an unknown key is refused, and nothing is remembered', async () => {
  const { status, stderr } = await runNfw(command);
  expect(status).toBe(1);
  expect(stderr).toContain(fingerprint());
  await expect(access(sshd.knownHosts)).rejects.toThrow();
});

test('on a terminal the fingerprint is shown, and "yes" is remembered', async () => {
  expect(await onTerminal('yes')).toContain(fingerprint());
  const [, type, key] = (await readFile(sshd.knownHosts, 'utf8')).trim().split(' ');
  expect(await readFile(`${sshd.hostKeyFiles[0] ?? ''}.pub`, 'utf8')).toContain(`${type} ${key}`);
});

test('on a terminal anything but "yes" is a no', async () => {
  await onTerminal('y');
  await expect(access(sshd.knownHosts)).rejects.toThrow();
});
