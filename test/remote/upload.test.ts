// Files to a real server: names, modes, folders, what is in the way, and a transfer that is cut off.
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Session } from '../../remote/src/ssh/session';
import { failureOf } from '../support/failure';
import { open } from '../support/remote-session';
import { startSshd, type Sshd } from '../support/sshd';

let sshd: Sshd;
let session: Session;
let folder: string;

beforeAll(async () => {
  // A server without the SFTP subsystem, as on small machines: nothing here needs it.
  sshd = await startSshd();
  await sshd.trust();
  session = await open(sshd);
  folder = join(sshd.folder, 'uploads');
});
afterAll(async () => {
  await session.close();
  await sshd.stop();
});

const put = (name: string, content: string | Buffer, mode?: number): Promise<void> =>
  session.upload([
    { path: `${folder}/${name}`, content: Buffer.from(content), ...(mode === undefined ? {} : { mode }) },
  ]);

describe('an upload', () => {
  it.each([
    'plain.c',
    'with blanks.c',
    `quotes'and"more.c`,
    'new\nline.c',
    '-rf',
    'ünïcödé ☃.c',
    '$HOME `id` $(id).c',
    '*?[a].c',
    'back\\slash.c',
    `${'long'.repeat(60)}.c`,
    'deep/er/file.c',
  ])('keeps the name %j', async (name) => {
    await put(name, `content of ${name}`);
    expect(await readFile(join(folder, name), 'utf8')).toBe(`content of ${name}`);
  });

  it('keeps every byte, of no file at all and of a large one', async () => {
    const bytes = Buffer.from(Array.from({ length: 3_000_001 }, (_, index) => (index * 7) % 256));
    await session.upload([
      { path: `${folder}/empty`, content: Buffer.alloc(0) },
      { path: `${folder}/large`, content: bytes },
      { path: `${folder}/block`, content: bytes.subarray(0, 512) },
    ]);
    expect((await readFile(join(folder, 'large'))).equals(bytes)).toBe(true);
    expect((await readFile(join(folder, 'block'))).equals(bytes.subarray(0, 512))).toBe(true);
    expect(await readFile(join(folder, 'empty'))).toHaveLength(0);
  });

  it('replaces a file as a whole and gives it the mode that was asked for', async () => {
    await put('script', 'old and longer');
    await put('script', 'new', 0o755);
    expect(await readFile(join(folder, 'script'), 'utf8')).toBe('new');
    expect((await stat(join(folder, 'script'))).mode & 0o777).toBe(0o755);
  });

  it('is relative to the home folder, where a leading dash is only a name', async () => {
    const home = (await session.run(['pwd'])).stdout.trim();
    const name = `-nfw-test-${process.pid}`;
    await session.upload([{ path: name, content: Buffer.from('x') }]);
    expect(await readFile(join(home, name), 'utf8')).toBe('x');
    await session.run(['rm', '--', name]);
  });

  it('that meets a folder in its place is refused and leaves nothing behind', async () => {
    await mkdir(join(folder, 'occupied', 'inside'), { recursive: true });
    const error = await failureOf(put('occupied/inside', 'x'));
    expect(error.code).toBe('upload-failed');
    expect(error.message).toMatch(
      / could not be written to .* on lab1: .* is a folder\. Check the free space/,
    );
    expect(await readdir(join(folder, 'occupied'))).toEqual(['inside']);
  });

  it('to a place that is no folder is refused', async () => {
    await writeFile(join(folder, 'file'), '');
    expect((await failureOf(put('file/below', 'x'))).code).toBe('upload-failed');
  });

  it('that is cut off leaves the old file, and nothing beside it', async () => {
    await mkdir(join(folder, 'cut'), { recursive: true });
    await writeFile(join(folder, 'cut', 'module.ko'), 'the old one');
    const victim = await open(sshd);
    const [pid] = (await sshd.connections()).slice(-1);
    const transfer = victim.upload([{ path: `${folder}/cut/module.ko`, content: Buffer.alloc(200_000_000) }]);
    const failure = failureOf(transfer);
    // The staging folder shows that the transfer is under way.
    await expect.poll(() => readdir(join(folder, 'cut'))).toHaveLength(2);
    process.kill(pid ?? 0, 'SIGKILL');
    expect((await failure).code).toBe('connection-lost');
    expect(await readFile(join(folder, 'cut', 'module.ko'), 'utf8')).toBe('the old one');
    await expect.poll(() => readdir(join(folder, 'cut'))).toEqual(['module.ko']);
  });
});
