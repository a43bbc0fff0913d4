// `nfw` from the outside: choosing a command, help, and what a command line that cannot be meant gets to hear.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import packageJson from '../../package.json';
import { nfwPath, runNfw } from '../support/nfw';

const commands = ['lint', 'lsp', 'vm', 'build', 'load', 'unload', 'reload', 'log', 'rules', 'demo'];

test('--version is that of the package', async () => {
  expect(await runNfw(['--version'])).toEqual({ status: 0, stdout: `${packageJson.version}\n`, stderr: '' });
});

test('--help lists every command', async () => {
  const { status, stdout } = await runNfw(['--help']);
  expect(status).toBe(0);
  for (const command of commands) expect(stdout).toMatch(new RegExp(`^  ${command} +[A-Z]`, 'm'));
});

test.each(commands)('%s has a help of its own, fit for 100 columns', async (command) => {
  const { status, stdout, stderr } = await runNfw([command, '--help']);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout.startsWith(`Usage: nfw ${command}`)).toBe(true);
  expect(stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);
});

describe('what cannot be meant ends with 2 and says why', () => {
  test.each([
    [[], 'Which command?'],
    [['biuld'], 'did you mean "build"?'],
    [['frobnicate'], 'There is no command "frobnicate"'],
    [['lint'], 'Which file or folder?'],
    [['lint', '--format', 'xml', '.'], '--format is one of text, json, sarif, not "xml".'],
    [['lint', '--iptables-version', 'new', '.'], '--iptables-version is a version such as 1.8.9'],
    [['vm'], 'vm takes one of up, down, reset, status, ssh, log.'],
    [['vm', 'dwon'], 'did you mean "vm down"?'],
    [['rules', 'apply'], 'rules apply takes one file.'],
    [['build', '--target', 'lab 1'], '--target is vm, vm:SUITE or [USER@]HOST[:PORT]'],
    [['build', 'a', 'b'], 'build takes one folder.'],
  ])('nfw %j', async (args, message) => {
    const { status, stdout, stderr } = await runNfw(args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/^ +at /m);
  });
});

test('a folder without a module gets one sentence and the next step, and ends with 1', async () => {
  const { status, stderr } = await runNfw(['build', '/usr/share/doc']);
  expect(status).toBe(1);
  expect(stderr).toContain('/usr/share/doc holds no kernel module');
  expect(stderr).not.toMatch(/^ +at /m);
});

test('a reader that has seen enough is no failure', async () => {
  const child = spawn('sh', [
    '-c',
    `"$0" "$1" lint --help | head -n 1; echo "done"`,
    process.execPath,
    nfwPath,
  ]);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += String(text)));
  await once(child, 'close');
  expect(output).toBe('Usage: nfw lint [OPTION …] PATH…\ndone\n');
});
