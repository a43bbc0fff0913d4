// The editor's server itself: who may connect, and that it ends with whoever started it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { installEditor } from '../../scripts/lib/editor/install.mjs';
import { profileIn } from '../../scripts/lib/editor/profile.mjs';
import { serveEditor } from '../../scripts/lib/editor/serve.mjs';
import { root } from '../../scripts/lib/root.mjs';

let scratch: string;

beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'nfw-server-'));
});

afterEach(() => rm(scratch, { recursive: true, force: true }));

describe('who may connect', () => {
  it('lets in who has the token, and nobody else', async () => {
    const server = await serve('a-token');
    try {
      expect((await fetch(`http://127.0.0.1:${server.port}/`)).status).toBe(403);
      expect((await fetch(`http://127.0.0.1:${server.port}/?tkn=another`)).status).toBe(403);
      // The right one is exchanged for a cookie.
      const welcome = await fetch(server.url, { redirect: 'manual' });
      expect(welcome.status).toBe(302);
      expect(welcome.headers.get('set-cookie')).toContain('a-token');
    } finally {
      await server.stop();
    }
  });

  it('keeps the token out of the command line', async () => {
    const server = await serve('a-token');
    try {
      expect(await readFile(`/proc/${server.pid}/cmdline`, 'utf8')).not.toContain('a-token');
    } finally {
      await server.stop();
    }
  });

  it('listens on the loopback address only', async () => {
    const server = await serve('a-token');
    try {
      await expect(connecting('127.0.0.1', server.port)).resolves.toBe('connected');
      // 127.0.0.2 is this machine too, and so are its addresses in the network.
      for (const address of ['127.0.0.2', ...outsideAddresses()]) {
        await expect(connecting(address, server.port)).resolves.toBe('ECONNREFUSED');
      }
    } finally {
      await server.stop();
    }
  });
});

describe('how it ends', () => {
  it('is gone once stopped', async () => {
    const server = await serve('a-token');
    await server.stop();
    expect(isAlive(server.pid)).toBe(false);
    await expect(connecting('127.0.0.1', server.port)).resolves.toBe('ECONNREFUSED');
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)('ends with a starter that gets %s', async (signal) => {
    const starter = spawn(process.execPath, [join(root, 'test/support/serve-and-wait.mjs'), scratch], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(createInterface(starter.stdout), 'line')) as [string];
    const { pid } = JSON.parse(line) as { pid: number };
    expect(isAlive(pid)).toBe(true);
    starter.kill(signal);
    await once(starter, 'exit');
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 20_000 });
  });
});

async function serve(token: string): Promise<Awaited<ReturnType<typeof serveEditor>>> {
  return serveEditor({ editor: await installEditor(), profile: profileIn(scratch), token });
}

/** `connected`, or the code of the error. */
function connecting(host: string, port: number): Promise<string> {
  const socket = connect({ host, port, timeout: 5_000 });
  return new Promise<string>((resolve) => {
    socket.once('connect', () => resolve('connected'));
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    socket.once('timeout', () => resolve('timeout'));
  }).finally(() => socket.destroy());
}

function outsideAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4')
    .map(({ address }) => address);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
