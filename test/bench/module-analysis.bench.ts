// What the C of extensions costs: iptables' from nothing to their findings, against gcc checking their syntax; the
// kernel's and iptables' together, a keystroke in a file of 2,000 lines among them and the memory of it all, against what
// this project promises. Every round is a new process, since a server starts but once.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll } from 'vitest';
import { root } from '../../scripts/lib/root.mjs';
import { iptablesTree } from '../support/iptables-trees';
import { compare, p95 } from './compare';
import type { Question, Session } from './module-analysis/session';
import { readSources, type SourceFile } from './module-analysis/sources';

let folder = '';
let headers = '';
let kernel: SourceFile[] = [];
let iptables: SourceFile[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nfw-module-'));
  ({ kernel, iptables } = await readSources());
  ({ headers } = await iptablesTree('1.8.9'));
  // What iptables' configure script would write there matters to no finding and to no time.
  await writeFile(join(folder, 'config.h'), '');
  await build({
    entryPoints: [join(import.meta.dirname, 'module-analysis/session.ts')],
    outfile: join(folder, 'session.cjs'),
    bundle: true,
    platform: 'node',
    minify: true,
    alias: { 'web-tree-sitter': join(root, 'node_modules/web-tree-sitter/web-tree-sitter.cjs') },
  });
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** The largest of the kernel's extensions, with as much of others behind it as makes it 2,000 lines. */
function largeFile(): SourceFile {
  const [largest, ...others] = kernel.toSorted((a, b) => b.text.length - a.text.length);
  if (!largest) throw new Error('There are no sources.');
  let { text } = largest;
  for (const other of others) if (text.split('\n').length < 2000) text += `\n${other.text}`;
  return { path: largest.path, text: `${text.split('\n').slice(0, 2000).join('\n')}\n` };
}

async function session(sources: readonly SourceFile[]): Promise<Session> {
  const question: Question = {
    grammars: {
      runtime: join(root, 'node_modules/web-tree-sitter/web-tree-sitter.wasm'),
      c: join(root, 'node_modules/tree-sitter-c/tree-sitter-c.wasm'),
    },
    sources: sources.map(({ path }) => path),
    edited: largeFile(),
  };
  return JSON.parse(
    await run([process.execPath, join(folder, 'session.cjs')], JSON.stringify(question)),
  ) as Session;
}

async function run([program = '', ...argv]: readonly string[], input = ''): Promise<string> {
  const running = promisify(execFile)(program, argv, { maxBuffer: 1 << 26 });
  running.child.stdin?.end(input);
  return (await running).stdout;
}

/** gcc on sources of iptables, one process after another, as make starts them on one processor. */
async function checkSyntax(sources: readonly SourceFile[]): Promise<void> {
  for (const { path } of sources) {
    const includes = [folder, headers, join(path, '../../include'), join(path, '../..')];
    const argv = [
      '-fsyntax-only',
      '-w',
      '-D_INIT=_init',
      '-DXTABLES_INTERNAL',
      // As iptables' configure finds it.
      '-DSIZEOF_STRUCT_IP6_HDR=40',
      ...includes.map((include) => `-I${include}`),
      path,
    ];
    await run(['gcc', ...argv]);
  }
}

/** What gcc needs no library for that only building iptables would. */
const compilable = () => iptables.filter(({ text }) => !text.includes('libnetfilter_conntrack'));

compare("iptables' extensions, from nothing to their findings / gcc -fsyntax-only on each", {
  atMost: 1,
  rounds: 3,
  ours: async () => (await session(compilable())).cold,
  other: () => checkSyntax(compilable().filter(({ path }) => path.endsWith('.c'))),
});

let latest: Promise<Session> | undefined;
/** All of a round is measured in one session. */
const whole = (isNew: boolean) => (latest = isNew || !latest ? session([...kernel, ...iptables]) : latest);

compare("the kernel's and iptables' extensions together, from nothing to their findings / 5 s", {
  atMost: 1,
  rounds: 3,
  ours: async () => (await whole(true)).cold,
  other: () => Promise.resolve(5000),
});

compare('95 of 100 keystrokes in a file of 2,000 lines among them / 50 ms', {
  atMost: 1,
  rounds: 3,
  ours: async () => p95((await whole(true)).edits),
  other: () => Promise.resolve(50),
});

compare('95 of 100 keystrokes in a file of 2,000 lines among them / reading that file anew', {
  atMost: 1,
  rounds: 3,
  ours: async () => p95((await whole(true)).edits),
  other: async () => (await whole(false)).read,
});

compare('memory of the process with all of them / 250 MB', {
  atMost: 1,
  unit: 'MB',
  rounds: 3,
  ours: async () => (await whole(true)).resident,
  other: () => Promise.resolve(250),
});
