// How long a rule file takes from its text to its diagnostics, against `iptables-restore --test` on the same text,
// process start included on that side; and an edit in the middle of it, against opening it anew.
//
// The file is opened once in each of many new processes, since a server opens a file for the first time but once. In
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
import { createCatalog, createRuleService } from '../../server/src/rules/service';
import type { RuleSettings, RuleSnapshot } from '../../server/src/rules/service';
import { timeIptablesTest } from '../support/iptables-oracle';
import { compare } from './compare';
import { ruleFile } from './rules-open/rule-file';

const service = createRuleService();
const settings: RuleSettings = {
  uri: 'file:///bench.v4',
  profile: { variant: 'legacy', version: '1.8.9', family: 'ipv4', consumer: 'restore' },
  catalog: createCatalog(),
};

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nfw-rules-'));
  await build({
    entryPoints: [join(import.meta.dirname, 'rules-open/first-diagnostics.ts')],
    outfile: join(folder, 'first-diagnostics.cjs'),
    bundle: true,
    platform: 'node',
    minify: true,
  });
  await writeFile(join(folder, 'earlier.v4'), ruleFile(2000, 'udp'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Milliseconds from the text to its diagnostics, in a new process that has read `earlier` before. */
async function firstDiagnostics(text: string, earlier: readonly string[]): Promise<number> {
  const file = join(folder, 'rules.v4');
  await writeFile(file, text);
  const program = join(folder, 'first-diagnostics.cjs');
  const { stdout } = await promisify(execFile)(process.execPath, [program, file, ...earlier]);
  return Number(stdout);
}

function diagnostics(snapshot: RuleSnapshot): void {
  const found = service.diagnostics(snapshot);
  if (found.length > 0) throw new Error(`The file of the bench is not clean: ${JSON.stringify(found[0])}`);
}

for (const count of [10_000, 100_000]) {
  const text = ruleFile(count);
  const title = `${count.toLocaleString('en')} rules`;
  let snapshot: RuleSnapshot | undefined;

  compare(`first diagnostics of ${title} / iptables-restore --test`, {
    atMost: 1,
    rounds: 9,
    // The user has opened another file of 2,000 rules before, and come back to it.
    ours: () => firstDiagnostics(text, [join(folder, 'earlier.v4'), join(folder, 'earlier.v4')]),
    other: () => timeIptablesTest(text, 'legacy'),
  });

  compare(`first diagnostics of ${title}, the first file of all / iptables-restore --test`, {
    atMost: 5,
    rounds: 9,
    ours: () => firstDiagnostics(text, []),
    other: () => timeIptablesTest(text, 'legacy'),
  });

  compare(`diagnostics after an edit in the middle of ${title} / opening them anew`, {
    atMost: 0.2,
    rounds: 19,
    ours: () => {
      // Opened once and edited many times, as in an editor.
      snapshot ??= service.open(text, settings);
      const middle = text.indexOf('\n', text.length / 2);
      const edited = `${text.slice(0, middle)}\n-A INPUT -i lo -j ACCEPT${text.slice(middle)}`;
      const begun = performance.now();
      diagnostics(service.update(snapshot, edited));
      return Promise.resolve(performance.now() - begun);
    },
    other: () => {
      const begun = performance.now();
      diagnostics(service.open(text, settings));
      return Promise.resolve(performance.now() - begun);
    },
  });
}
