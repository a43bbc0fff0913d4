// What a large rule file costs, as a plain one and as kube-proxy writes it: from its text to its diagnostics, against
// `iptables-restore --test` on the same text, process start included on that side; then an edit in its middle, completion
// and hover, in the service and over the wire, and what the process holds of it, against what this project promises; and
// what a line costs the more lines there are.
//
// A file is opened once in each of many new processes, since a server opens a file for the first time but once. In
// a running server the user has had some other, smaller rule file open before, so that the engine has compiled the
// service; what it takes when that file is the very first, too, is measured apart.
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
import { converse } from './rules-open/conversation';
import { kubeProxyFile } from './rules-open/kube-proxy-file';
import { ruleFile } from './rules-open/rule-file';
import type { Session } from './rules-open/session-plan';

const shapes = [
  { shape: 'plain rules', fileOf: (count: number) => ruleFile(count), earlier: ruleFile(2000, 'udp') },
  { shape: "of kube-proxy's rules", fileOf: kubeProxyFile, earlier: kubeProxyFile(2000) },
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

/** What a program says of a file, in a new process that has read `earlier` twice before, if it is given. */
async function ask(program: string, text: string, earlier?: string): Promise<string> {
  const [file, other] = [join(folder, 'rules.v4'), join(folder, 'earlier.v4')];
  await writeFile(file, text);
  if (earlier !== undefined) await writeFile(other, earlier);
  const argv = [join(folder, `${program}.cjs`), file, ...(earlier === undefined ? [] : [other, other])];
  const { stdout } = await promisify(execFile)(process.execPath, argv);
  return stdout;
}

const firstDiagnostics = async (text: string, earlier?: string) =>
  Number(await ask('first-diagnostics', text, earlier));

for (const { shape, fileOf, earlier } of shapes) {
  for (const count of [10_000, 100_000]) {
    const title = `${count.toLocaleString('en')} ${shape}`;
    const text = fileOf(count);

    compare(`first diagnostics of ${title} / iptables-restore --test`, {
      // The compiler of JavaScript warms up at the cost of a small file.
      atMost: count < 100_000 ? 2 : 1,
      rounds: 9,
      ours: () => firstDiagnostics(text, earlier),
      other: () => timeIptablesTest(text, 'legacy'),
    });

    compare(`first diagnostics of ${title}, the first file of all / iptables-restore --test`, {
      atMost: 5,
      rounds: 9,
      ours: () => firstDiagnostics(text),
      other: () => timeIptablesTest(text, 'legacy'),
    });
  }

  const hundredThousand = fileOf(100_000);
  const ways = [
    { way: '', take: async () => JSON.parse(await ask('session', hundredThousand, earlier)) as Session },
    { way: ', over stdio', take: () => converse(hundredThousand, earlier) },
  ];
  compare(`first diagnostics of 100,000 ${shape}, over stdio / iptables-restore --test`, {
    atMost: 2,
    rounds: 3,
    ours: async () => (await converse(hundredThousand, earlier)).open,
    other: () => timeIptablesTest(hundredThousand, 'legacy'),
  });

  for (const { way, take } of ways) compareSession(`100,000 ${shape}${way}`, take);

  for (const count of [10_000, 100_000, 1_000_000]) {
    const [many, few] = [fileOf(count), fileOf(1000)];
    const ofLine = async (text: string) =>
      ((await firstDiagnostics(text, earlier)) * 1e6) / text.split('\n').length;
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
