import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { open, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readContext } from '../../../cli/src/lint/context';
import { discover } from '../../../cli/src/lint/discover';
import { readInputs } from '../../../cli/src/lint/inputs';

const table = '*filter\nCOMMIT\n';
const signal = new AbortController().signal;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nfw-lint-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

describe('a folder', () => {
  const found = async () => (await discover(folder, signal)).names.map((name) => relative(folder, name));

  test('gives rule files and C files by name, in order, from all depths', async () => {
    write({
      'b.v4': table,
      'a.v6': table,
      'net/c.iptables': table,
      'net/d.rules': table,
      'net/f.sh': '',
      'net/libxt_e.t': ':INPUT\n',
      'net/perl.t': 'use strict;\n',
      'kernel/xt_CLONE.c': '',
      'kernel/xt_CLONE.h': '',
      'kernel/libxt_CLONE.c': '',
      'kernel/helper.c': '',
    });
    expect(await found()).toEqual([
      'a.v6',
      'b.v4',
      'kernel/libxt_CLONE.c',
      'kernel/xt_CLONE.c',
      'kernel/xt_CLONE.h',
      'net/c.iptables',
      'net/d.rules',
      'net/f.sh',
      'net/libxt_e.t',
    ]);
  });

  test('gives plain files that begin like a rule file', async () => {
    write({ firewall: `# mine\n${table}`, 'saved.txt': table, 'notes.txt': 'filter\n', README: 'COMMIT\n' });
    expect(await found()).toEqual(['firewall', 'saved.txt']);
  });

  test('leaves out the .rules files of others', async () => {
    write({
      '70-usb.rules': 'SUBSYSTEM=="usb", MODE="0660"\n',
      'local.rules': 'alert tcp any any -> any any\n',
    });
    expect(await found()).toEqual([]);
  });

  test('leaves out program text that quotes a rule file', async () => {
    write({ 'parser.test.ts': `parse(\`\n${table}\`);\n` });
    expect(await found()).toEqual([]);
  });

  test('leaves out hidden folders and those of packages and builds', async () => {
    write({ '.git/a.v4': table, 'node_modules/x/b.v4': table, 'dist/c.v4': table });
    expect(await found()).toEqual([]);
  });

  test('does not follow links in a circle', async () => {
    write({ 'a/b.v4': table });
    symlinkSync('..', join(folder, 'a', 'up'));
    expect(await found()).toEqual(['a/b.v4']);
  });
});

describe('operands', () => {
  test('name files that are read whatever they are called', async () => {
    write({ 'anything.xyz': table });
    const { files } = await readInputs([join(folder, 'anything.xyz')], signal);
    expect(files).toEqual([
      { name: join(folder, 'anything.xyz'), path: join(folder, 'anything.xyz'), text: table },
    ]);
  });

  test('that name a file twice read it once', async () => {
    write({ 'a.v4': table });
    expect((await readInputs([join(folder, 'a.v4'), folder], signal)).files).toHaveLength(1);
  });

  test('that cannot be read are named with the reason, beside those that can', async () => {
    write({ 'a.v4': table, 'object.v4': 'ELF\0\0' });
    const { files, unreadable } = await readInputs(
      [
        join(folder, 'missing.v4'),
        join(folder, 'object.v4'),
        join(folder, 'a.v4', 'below'),
        join(folder, 'a.v4'),
      ],
      signal,
    );
    expect(files.map(({ text }) => text)).toEqual([table]);
    expect(unreadable.map(({ reason }) => reason)).toEqual([
      'cannot be read: there is no such file or folder',
      'is no text file',
      'cannot be read: part of its path is no folder',
    ]);
  });

  test('a file too large to be one of rules is refused, not read', async () => {
    await using file = await open(join(folder, 'huge.v4'), 'w');
    await file.truncate(300 * 1024 * 1024);
    const { unreadable } = await readInputs([join(folder, 'huge.v4')], signal);
    expect(unreadable.map(({ reason }) => reason)).toEqual(['is larger than 256 MB, so it was not read']);
  });

  test('a named pipe is read to its end', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const [{ files }] = await Promise.all([readInputs([pipe], signal), writeFile(pipe, table)]);
    expect(files.map(({ text }) => text)).toEqual([table]);
  });

  test.each(['/dev/zero', '/dev/full'])('%s is refused, not read without end', async (device) => {
    const { unreadable } = await readInputs([device], signal);
    expect(unreadable.map(({ reason }) => reason)).toEqual(['is a device, no file']);
  });

  test('a link that leads to itself is named', async () => {
    symlinkSync('circle.v4', join(folder, 'circle.v4'));
    const { unreadable } = await readInputs([folder], signal);
    expect(unreadable.map(({ reason }) => reason)).toEqual([
      'cannot be read: its symbolic links go in a circle',
    ]);
  });
});

describe('the context of a rule file', () => {
  test('is the C of its repository, wherever it lies', async () => {
    write({ 'rules/a.v4': table, 'kernel/xt_CLONE.c': 'kernel', 'kernel/libxt_CLONE.c': 'userspace' });
    mkdirSync(join(folder, '.git'));
    const { files } = await readInputs([join(folder, 'rules', 'a.v4')], signal);
    const context = await readContext(files, signal);
    expect(context.map(({ text }) => text).sort()).toEqual(['kernel', 'userspace']);
  });

  test('leaves out what is linted itself', async () => {
    write({ 'xt_CLONE.c': 'kernel', 'libxt_CLONE.c': 'userspace' });
    const { files } = await readInputs([join(folder, 'xt_CLONE.c')], signal);
    expect((await readContext(files, signal)).map(({ text }) => text)).toEqual(['userspace']);
  });
});
