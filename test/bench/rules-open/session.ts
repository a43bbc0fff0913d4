// A program of its own: the rule service in a process that has just started, with one file open that somebody works on.
// Takes the path of the rule file and those of files the user has had open before, and prints what each thing took.
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { createCatalog, createRuleService } from '../../../server/src/rules/service';
import type { RuleSettings } from '../../../server/src/rules/service';

/** Milliseconds, and megabytes. */
export interface Session {
  readonly open: number;
  readonly edits: readonly number[];
  readonly completions: readonly number[];
  readonly hovers: readonly number[];
  readonly resident: number;
}

const times = 100;
const service = createRuleService();
const settings: RuleSettings = {
  uri: 'file:///bench.v4',
  profile: { variant: 'legacy', version: '1.8.9', family: 'ipv4', consumer: 'restore' },
  catalog: createCatalog(),
};
const [path = '', ...earlier] = process.argv.slice(2);
for (const file of earlier) service.diagnostics(service.open(readFileSync(file, 'utf8'), settings));

let text = readFileSync(path, 'utf8');
let snapshot = service.open(text, settings);
const open = timed(() => service.diagnostics((snapshot = service.open(text, settings))));
const middle = text.indexOf('\n', text.length / 2);
const typed = '\n-A PREROUTING -s 192.0.2.1 -j ACCEPT';
const edits: number[] = [];
const completions: number[] = [];
const hovers: number[] = [];
for (let index = 0; index < times; index += 1) {
  // A rule is typed letter by letter, then the next; what an editor sends says where.
  const at = middle + index;
  const change = { start: at, end: at, text: typed.charAt(index % typed.length) };
  text = text.slice(0, at) + change.text + text.slice(at);
  edits.push(timed(() => service.diagnostics((snapshot = service.update(snapshot, text, change)))));
  const position = { line: Math.floor(snapshot.sources.length / 2) + index, character: 4 + (index % 40) };
  completions.push(timed(() => service.completions(snapshot, position)));
  hovers.push(timed(() => service.hover(snapshot, position)));
}
const resident = process.memoryUsage().rss / 1e6;
process.stdout.write(JSON.stringify({ open, edits, completions, hovers, resident } satisfies Session));

function timed(work: () => unknown): number {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}
