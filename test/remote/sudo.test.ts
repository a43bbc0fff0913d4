// Commands as root: real sudo behind a real OpenSSH server, for users that exist only there (sudo-machine.ts).
import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Session } from '../../remote/src/ssh/session';
import { failureOf } from '../support/failure';
import { isRunning } from '../support/processes';
import { conversation, open, type Conversation } from '../support/remote-session';
import { startSshd, type Sshd } from '../support/sshd';
import { sudoMachine } from '../support/sudo-machine';

const secret = randomBytes(12).toString('hex');
/** With characters that a shell, a careless `read` or a wrong encoding would change. */
const password = ` ä'"\\n$HOME ${secret}\\`;
const wrong = 'not the password';

const users = [
  { name: 'nfw-free', sudoers: ['nfw-free ALL=(ALL) NOPASSWD: ALL'] },
  { name: 'nfw-asked', sudoers: ['nfw-asked ALL=(ALL) ALL'] },
  // Without a terminal of sudo's own around the command, as sudo before 1.9.14 does it by itself.
  { name: 'nfw-plain', sudoers: ['Defaults:nfw-plain !use_pty', 'nfw-plain ALL=(ALL) ALL'] },
  {
    name: 'nfw-remembered',
    sudoers: ['Defaults:nfw-remembered timestamp_type=global', 'nfw-remembered ALL=(ALL) ALL'],
  },
  { name: 'nfw-limited', sudoers: ['nfw-limited ALL=(ALL) /usr/bin/id'] },
  { name: 'nfw-tty', sudoers: ['Defaults:nfw-tty requiretty', 'nfw-tty ALL=(ALL) ALL'] },
  { name: 'nfw-nobody' },
];
const allWays = ['nfw-free', 'nfw-asked', 'nfw-plain'];

let sshd: Sshd;
const sessions: Session[] = [];

beforeAll(async () => {
  sshd = await startSshd({ starter: await sudoMachine(users, password) });
  await sshd.trust();
});
afterEach(async () => {
  for (const session of sessions.splice(0)) await session.close();
});
afterAll(() => sshd.stop());

/** A session of this user, whose person answers with these secrets and then dismisses every question. */
async function login(user: string, ...secrets: string[]): Promise<Conversation & { session: Session }> {
  const talk = conversation({ secrets });
  const session = await open(sshd, talk, { ...sshd.target, user });
  sessions.push(session);
  return { ...talk, session };
}

const asRoot = { asRoot: true };
const rootId = { status: 0, stdout: '0\n', stderr: '' };

describe('becoming root', () => {
  it('leaves commands that did not ask for it alone', async () => {
    const { session } = await login('nfw-free');
    expect((await session.run(['id', '-un'])).stdout).toBe('nfw-free\n');
  });

  it('asks for nothing where sudo asks for nothing', async () => {
    const { session, questions } = await login('nfw-free');
    expect(await session.run(['id', '-u'], asRoot)).toMatchObject(rootId);
    expect(questions).toEqual([]);
  });

  it('needs no sudo for root', async () => {
    const { session, questions } = await login('root');
    expect(await session.run(['id', '-u'], asRoot)).toMatchObject(rootId);
    expect(questions).toEqual([]);
  });

  it.each(['nfw-asked', 'nfw-plain'])('asks %s for the password once a session', async (user) => {
    const { session, questions } = await login(user, password);
    const results = await Promise.all([1, 2].map(() => session.run(['id', '-u'], asRoot)));
    expect([...results, await session.run(['id', '-u'], asRoot)]).toMatchObject([rootId, rootId, rootId]);
    expect(questions).toEqual([
      { kind: 'sudo', prompt: `Password of ${user} for sudo on lab1`, echo: false, again: false },
    ]);
  });

  it('asks again after a wrong password', async () => {
    const { session, questions } = await login('nfw-asked', wrong, password);
    expect(await session.run(['id', '-u'], asRoot)).toMatchObject(rootId);
    expect(questions.map(({ again }) => again)).toEqual([false, true]);
  });

  it('gives up after three wrong passwords, and starts anew at the next command', async () => {
    const { session, questions } = await login('nfw-asked', wrong, wrong, wrong, password);
    const { code, message } = await failureOf(session.run(['id', '-u'], asRoot));
    expect(code).toBe('sudo-password');
    expect(message).toBe(
      'The sudo password of nfw-asked on lab1 was wrong 3 times. Try again with the right one.',
    );
    expect(await session.run(['id', '-u'], asRoot)).toMatchObject(rootId);
    expect(questions.map(({ again }) => again)).toEqual([false, true, true, false]);
  });

  it('does not build on a password that sudo will forget', async () => {
    const { session, questions } = await login('nfw-remembered', password);
    await session.run(['sudo', '-S', '-p', '', '-v'], { input: `${password}\n` });
    expect((await session.run(['sudo', '-n', 'id', '-u'])).stdout).toBe('0\n');
    expect(await session.run(['id', '-u'], asRoot)).toMatchObject(rootId);
    expect((await session.run(['sudo', '-K'])).status).toBe(0);
    expect(await session.run(['id', '-u'], asRoot)).toMatchObject(rootId);
    expect(questions).toHaveLength(1);
  });

  it('is not ended for one command by cancelling another', async () => {
    const { session } = await login('nfw-asked', password);
    const cancel = new AbortController();
    const cancelled = session.run(['id', '-u'], { ...asRoot, signal: cancel.signal });
    const kept = session.run(['id', '-u'], asRoot);
    cancel.abort();
    await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' });
    expect(await kept).toMatchObject(rootId);
  });

  it.each([
    ['nfw-nobody', 'sudo-denied', 'nfw-nobody may not use sudo on lab1. '],
    ['nfw-limited', 'sudo-denied', 'nfw-limited may not use sudo on lab1. '],
    ['nfw-tty', 'sudo-tty', 'sudo on lab1 insists on a terminal (requiretty). '],
  ])('is refused to %s with %s', async (user, expectedCode, beginning) => {
    const { session, questions } = await login(user, password, password, password);
    const { code, message } = await failureOf(session.run(['id', '-u'], asRoot));
    expect(code).toBe(expectedCode);
    expect(message.slice(0, beginning.length)).toBe(beginning);
    expect(questions.length).toBeLessThan(2);
  });

  it('is given up when the person dismisses the question', async () => {
    const { session, questions } = await login('nfw-asked');
    const { code, message } = await failureOf(session.run(['id', '-u'], asRoot));
    expect(code).toBe('sudo-cancelled');
    expect(message).toMatch(/^This needs root on lab1, and no sudo password was given\. /);
    expect(questions).toHaveLength(1);
  });
});

describe.each(allWays)('a root command of %s', (user) => {
  it('reads all of its own input, and nothing else', async () => {
    const { session } = await login(user, password);
    const input = 'first\n\n  third \\\nno newline at the end';
    expect(await session.run(['cat'], { ...asRoot, input })).toMatchObject({ status: 0, stdout: input });
    const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 251));
    const { stdout } = await session.run(['od', '-An', '-v', '-tx1'], { ...asRoot, input: bytes });
    expect(stdout.replaceAll(/\s/g, '')).toBe(bytes.toString('hex'));
  });

  it('finds an empty input when it was given none', async () => {
    const { session } = await login(user, password);
    expect(await session.run(['cat'], asRoot)).toMatchObject({ status: 0, stdout: '', stderr: '' });
  });

  it('keeps its status, its two outputs and its folder', async () => {
    const { session } = await login(user, password);
    const argv = ['sh', '-c', 'pwd; echo err >&2; exit 3'];
    const result = await session.run(argv, { ...asRoot, directory: '/usr/bin' });
    expect(result).toMatchObject({ status: 3, stdout: '/usr/bin\n', stderr: 'err\n' });
  });

  it('shows the password in no command line and no environment', async () => {
    const { session } = await login(user, password);
    const token = `nfw-${randomBytes(12).toString('hex')}`;
    const cancel = new AbortController();
    let started = false;
    const argv = ['env', `NFW_TOKEN=${token}`, 'sh', '-c', 'echo started; sleep 1000', token];
    const sleep = session.run(argv, {
      ...asRoot,
      signal: cancel.signal,
      onLine: () => {
        started = true;
      },
    });
    await expect.poll(() => started).toBe(true);
    // The token shows that the search sees command lines and environments of root's processes.
    const found = await searchProcesses([secret, token]);
    cancel.abort();
    await expect(sleep).rejects.toMatchObject({ name: 'AbortError' });
    expect(found).toEqual(new Set([`cmdline:${token}`, `environ:${token}`]));
  });

  it.each([
    ['that waits', 'sleep 1000 & echo $$; echo $!; wait', {}],
    [
      'that does not read its input',
      'sleep 1000 & echo $$; echo $!; wait',
      { input: Buffer.alloc(5_000_000) },
    ],
    [
      'that ignores the request',
      "trap '' TERM HUP; sleep 1000 & echo $$; echo $!; while :; do sleep 1; done",
      {},
    ],
  ])('%s ends on the target by cancelling', async (_name, script, extra) => {
    const { session } = await login(user, password);
    const cancel = new AbortController();
    const pids: number[] = [];
    const run = session.run(['sh', '-c', script], {
      ...asRoot,
      ...extra,
      signal: cancel.signal,
      onLine: (line) => {
        pids.push(Number(line));
        if (pids.length === 2) cancel.abort();
      },
    });
    await expect(run).rejects.toMatchObject({ name: 'AbortError' });
    expect(pids).toHaveLength(2);
    await expect.poll(() => pids.filter(isRunning)).toEqual([]);
    expect(await session.run(['id', '-u'], asRoot)).toMatchObject(rootId);
  });
});

/** Which of the words stand in which file of any process, as `cmdline:word` and `environ:word`. */
async function searchProcesses(words: readonly string[]): Promise<Set<string>> {
  const { session } = await login('nfw-free');
  // The words come on standard input, so that the search does not find itself.
  const script = 'grep -aoFsf - /proc/[0-9]*/cmdline /proc/[0-9]*/environ';
  const { stdout } = await session.run(['sh', '-c', script], { ...asRoot, input: `${words.join('\n')}\n` });
  const lines = stdout.split('\n').filter((line) => line !== '');
  return new Set(lines.map((line) => line.replace(/^\/proc\/\d+\//, '')));
}
