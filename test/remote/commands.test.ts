// Commands on a real OpenSSH server: output, input, folders, cancel, deadline, a connection that drops.
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Session } from '../../remote/src/ssh/session';
import { failureOf } from '../support/failure';
import { isRunning } from '../support/processes';
import { open } from '../support/remote-session';
import { startSshd, type Sshd } from '../support/sshd';

let sshd: Sshd;
const sessions: Session[] = [];

beforeAll(async () => {
  sshd = await startSshd();
  await sshd.trust();
});
afterEach(async () => {
  for (const session of sessions.splice(0)) await session.close();
});
afterAll(() => sshd.stop());

async function connected(): Promise<Session> {
  const session = await open(sshd);
  sessions.push(session);
  return session;
}

/** A command that says its process id, starts a child, says the child's too, and waits for ever. */
const lingering = ['sh', '-c', 'sleep 1000 & echo $$; echo $!; wait'];

describe('a command', () => {
  it('gives its output, its errors and its status', async () => {
    const session = await connected();
    const result = await session.run(['sh', '-c', 'echo out; echo err >&2; exit 3']);
    expect(result).toEqual({ status: 3, signal: undefined, stdout: 'out\n', stderr: 'err\n' });
  });

  it('gets each argument as it is', async () => {
    const argv = [
      '',
      ' ',
      "it's",
      '"',
      '\\',
      '$HOME',
      '`id`',
      'a\nb',
      '-n',
      '*',
      'ä€',
      '!!',
      '~',
      '#',
      '\\\\n',
    ];
    const { stdout } = await (await connected()).run(['printf', '%s\\0', ...argv]);
    expect(stdout.split('\0').slice(0, -1)).toEqual(argv);
  });

  it('reads all of its input and then its end', async () => {
    const session = await connected();
    const input = Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 251));
    const { stdout } = await session.run(['sh', '-c', 'wc -c; sha256sum </dev/null | cut -c 1-4'], { input });
    expect(stdout).toBe('300000\ne3b0\n');
  });

  it('does not wait for input that it leaves unread', async () => {
    const result = await (await connected()).run(['true'], { input: Buffer.alloc(5_000_000) });
    expect(result.status).toBe(0);
  });

  it('finds an empty input when it was given none', async () => {
    expect((await (await connected()).run(['cat'])).stdout).toBe('');
  });

  it('runs in the folder that was asked for', async () => {
    const folder = join(sshd.folder, "odd 'folder'\n- ä");
    await mkdir(folder);
    const { stdout } = await (await connected()).run(['pwd'], { directory: folder });
    expect(stdout).toBe(`${folder}\n`);
  });

  it('gives lines as they arrive, and characters that were split over packets whole', async () => {
    const lines: string[] = [];
    await (
      await connected()
    ).run(['sh', '-c', "printf 'one\\ntw\\303'; sleep 0.2; printf '\\244\\nlast'; echo err >&2"], {
      onLine: (line, stream) => lines.push(`${stream} ${line}`),
    });
    expect(lines.filter((line) => line.startsWith('stdout'))).toEqual([
      'stdout one',
      'stdout twä',
      'stdout last',
    ]);
    expect(lines).toContain('stderr err');
  });

  it('keeps no output when it was told not to', async () => {
    const lines: string[] = [];
    const session = await connected();
    const result = await session.run(['echo', 'hello'], {
      keepOutput: false,
      onLine: (line) => lines.push(line),
    });
    expect(result.stdout).toBe('');
    expect(lines).toEqual(['hello']);
  });

  it('is told apart from a missing program by status 127', async () => {
    expect((await (await connected()).run(['nfw-no-such-program'])).status).toBe(127);
  });

  it('runs beside others on the same connection', async () => {
    const session = await connected();
    const results = await Promise.all(
      [1, 2, 3, 4, 5].map((number) => session.run(['sh', '-c', `sleep 0.1; echo ${number}`])),
    );
    expect(results.map(({ stdout }) => stdout)).toEqual(['1\n', '2\n', '3\n', '4\n', '5\n']);
  });
});

describe('a command that is ended from here', () => {
  it.each([
    ['without input', {}],
    ['that does not read its input', { input: Buffer.alloc(5_000_000) }],
  ])('by cancelling takes its whole process group with it, %s', async (_name, extra) => {
    const session = await connected();
    const cancel = new AbortController();
    const pids: number[] = [];
    const run = session.run(lingering, {
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
    expect((await session.run(['echo', 'alive'])).stdout).toBe('alive\n');
  });

  it('by cancelling does not survive ignoring the request', async () => {
    const session = await connected();
    const cancel = new AbortController();
    let pid = 0;
    const run = session.run(['sh', '-c', "trap '' TERM HUP; echo $$; while :; do sleep 1; done"], {
      signal: cancel.signal,
      onLine: (line) => {
        pid = Number(line);
        cancel.abort();
      },
    });
    await expect(run).rejects.toMatchObject({ name: 'AbortError' });
    await expect.poll(() => isRunning(pid)).toBe(false);
  });

  it('by cancelling is asked a second time, should the first have been lost on it, and may clean up', async () => {
    const session = await connected();
    const cancel = new AbortController();
    const file = join(sshd.folder, 'cleaned-up');
    const script = 'trap "trap \\"echo done >$1; exit\\" TERM" TERM; echo up; while :; do sleep 0.1; done';
    const run = session.run(['sh', '-c', script, 'sh', file], {
      signal: cancel.signal,
      onLine: () => cancel.abort(),
    });
    await expect(run).rejects.toMatchObject({ name: 'AbortError' });
    expect(await readFile(file, 'utf8')).toBe('done\n');
  });

  it('by its deadline ends on the target too, and says so', async () => {
    const session = await connected();
    const pids: number[] = [];
    const run = session.run(lingering, { deadline: 3000, onLine: (line) => pids.push(Number(line)) });
    const { code, message } = await failureOf(run);
    expect(code).toBe('command-deadline');
    expect(message).toMatch(/^sh did not finish on lab1 within 3 seconds and was ended\. /);
    expect(pids).toHaveLength(2);
    await expect.poll(() => pids.filter(isRunning)).toEqual([]);
  });

  it('before it began is not run at all', async () => {
    const session = await connected();
    const file = join(sshd.folder, 'never');
    await expect(session.run(['touch', file], { signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(existsSync(file)).toBe(false);
  });
});

describe('a connection that drops', () => {
  it('rejects the running command with one sentence and leaves no process behind', async () => {
    const session = await connected();
    const pids: number[] = [];
    const run = session.run(lingering, {
      onLine: (line) => {
        pids.push(Number(line));
        if (pids.length === 2) void dropConnections();
      },
    });
    const { code, message } = await failureOf(run);
    expect(code).toBe('connection-lost');
    expect(message).toMatch(/^The connection to lab1 was lost while running sh\. /);
    await expect(session.ended).resolves.toMatchObject({ reason: 'lost' });
    expect(pids).toHaveLength(2);
    await expect.poll(() => pids.filter(isRunning)).toEqual([]);
  });

  it('rejects later commands in the same way', async () => {
    const session = await connected();
    await dropConnections();
    await session.ended;
    await expect(session.run(['true'])).rejects.toMatchObject({ code: 'connection-lost' });
    await expect(session.shell({ columns: 80, rows: 24 })).rejects.toMatchObject({ code: 'connection-lost' });
  });

  it('that was closed on purpose is not called lost', async () => {
    const session = await connected();
    await session.close();
    await expect(session.ended).resolves.toEqual({ reason: 'closed' });
  });
});

async function dropConnections(): Promise<void> {
  for (const pid of await sshd.connections()) process.kill(pid, 'SIGKILL');
}
