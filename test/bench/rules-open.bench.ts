// What a large rule file costs, as a plain one and as kube-proxy writes it: from its text to its diagnostics, against
// `iptables-restore --test` on the same text, process start included on that side; then an edit in its middle, completion
// and hover, against opening it; what the server holds of it; and what a line costs the more lines there are.
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
import { compare, p95 } from './compare';
import { kubeProxyFile } from './rules-open/kube-proxy-file';
import type { Session } from './rules-open/session';
import { ruleFile } from './rules-open/rule-file';

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
      atMost: 1,
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

  const title = `100,000 ${shape}`;
  let latest: Promise<Session> | undefined;
  /** One session after another: each round of a bench begins a new one, and all its sides are of that one. */
  const session = (isNew: boolean) => {
    if (isNew || !latest) {
      latest = ask('session', fileOf(100_000), earlier).then((said) => JSON.parse(said) as Session);
    }
    return latest;
  };

  for (const [what, atMost] of [
    ['edits', 0.2],
    ['completions', 0.1],
    ['hovers', 0.05],
  ] as const) {
    compare(`95 of 100 ${what} in the middle of ${title} / opening them`, {
      atMost,
      rounds: 3,
      ours: async () => p95((await session(true))[what]),
      other: async () => (await session(false)).open,
    });
  }

  compare(`memory of a process with ${title} open / 400 MB`, {
    atMost: 1,
    unit: 'MB',
    rounds: 3,
    ours: async () => (await session(true)).resident,
    other: () => Promise.resolve(400),
  });

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
