// What a large rule file costs, as a plain one and as kube-proxy writes it: from its text to its diagnostics, against
// `iptables-restore --test` on the same text, process start included on that side; then an edit in its middle, completion
// and hover, in the service and over the wire, and what the process holds of it, against what this project promises; and
// what a line costs the more lines there are.
//
// A file is opened once in each of many new processes, since a server opens a file for the first time but once. They have
// warmed up as a server does that has been started and has opened no file; what it takes when the file is the very first thing
// that a new process does is measured apart. iptables is the legacy one, which takes half as long as iptables-nft.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll } from 'vitest';
import { timeIptablesTest } from '../support/iptables-oracle';
import { compare, quantile } from './compare';
import { converse, openOnly } from './rules-open/conversation';
import { kubeProxyFile } from './rules-open/kube-proxy-file';
import { ruleFile } from './rules-open/rule-file';
import type { Session } from './rules-open/session-plan';

const shapes = [
  { shape: 'plain rules', fileOf: ruleFile },
  { shape: "of kube-proxy's rules", fileOf: kubeProxyFile },
];

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nfw-rules-'));
  for (const program of ['first-diagnostics', 'session']) {
    await build({
      entryPoints: [join(import.meta.dirname, `rules-open/${program}.ts`)],
      outfile: join(folder, `${program}.cjs`),
      bundle: true,
      platform: 'node',
      minify: true,
    });
  }
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** What a program says of a file, in a new process that has warmed up, unless it is `cold`. */
async function ask(program: string, text: string, state: 'warm' | 'cold' = 'warm'): Promise<string> {
  const file = join(folder, 'rules.v4');
  await writeFile(file, text);
  const argv = [join(folder, `${program}.cjs`), file, state];
  const { stdout } = await promisify(execFile)(process.execPath, argv);
  return stdout;
}

const firstDiagnostics = async (text: string, state?: 'cold') =>
  Number(await ask('first-diagnostics', text, state));

for (const { shape, fileOf } of shapes) {
  for (const count of [10_000, 100_000]) {
    const title = `${count.toLocaleString('en')} ${shape}`;
    const text = fileOf(count);
    const ways = [
      { way: '', atMost: 1, ours: () => firstDiagnostics(text) },
      { way: ', over stdio', atMost: 2, ours: () => openOnly(text) },
      {
        way: ', in a process that does nothing before',
        atMost: 4,
        ours: () => firstDiagnostics(text, 'cold'),
      },
    ];
    for (const { way, atMost, ours } of ways) {
      compare(`first diagnostics of ${title}${way} / iptables-restore --test`, {
        atMost,
        rounds: 9,
        ours,
        other: () => timeIptablesTest(text, 'legacy'),
      });
    }
  }

  const hundredThousand = fileOf(100_000);
  const ways = [
    { way: '', take: async () => JSON.parse(await ask('session', hundredThousand)) as Session },
    { way: ', over stdio', take: () => converse(hundredThousand) },
  ];

  for (const { way, take } of ways) compareSession(`100,000 ${shape}${way}`, take);

  for (const count of [10_000, 100_000, 1_000_000]) {
    const [many, few] = [fileOf(count), fileOf(1000)];
    const ofLine = async (text: string) => ((await firstDiagnostics(text)) * 1e6) / text.split('\n').length;
    compare(`a line of ${count.toLocaleString('en')} ${shape} / a line of 1,000`, {
      atMost: 2,
      unit: 'ns a line',
      rounds: 3,
      ours: () => ofLine(many),
      other: () => ofLine(few),
    });
  }
}

/** What is promised of somebody's work in a file, who has it open. */
function compareSession(title: string, take: () => Promise<Session>): void {
  /** One session after another: each round of the first bench begins a new one, the others are of its sessions. */
  const sessions: Promise<Session>[] = [];
  const session = (round: number) => (sessions[round] ??= take());
  const promised = [
    ['edits', 20],
    ['completions', 10],
    ['hovers', 10],
  ] as const;
  for (const [what, milliseconds] of promised) {
    for (const share of [0.5, 0.95]) {
      let round = 0;
      compare(`${share * 100} of 100 ${what} in the middle of ${title} / ${milliseconds} ms`, {
        atMost: 1,
        rounds: 3,
        ours: async () => quantile((await session(round++))[what], share),
        other: () => Promise.resolve(milliseconds),
      });
    }
  }
  let round = 0;
  compare(`memory of a process with ${title} open / 400 MB`, {
    atMost: 1,
    unit: 'MB',
    rounds: 3,
    ours: async () => (await session(round++)).resident,
    other: () => Promise.resolve(400),
  });
}
