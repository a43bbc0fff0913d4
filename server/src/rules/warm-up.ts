// Rule files of the service's own, read while nobody waits. An engine of JavaScript compiles what has run often: the first
// large file that a new process reads takes five times as long as one a little later. Who has time to spare spends it
// here, so that this file is none of the user's.
import type { Diagnostic } from 'vscode-languageserver-types';
import { createCatalog } from './facts/catalog';
import { defaultProfile } from './profile';
import type { RuleService } from './service';
import { SourceText } from './syntax/source';

/**
 * How often each rule stands in the file of each step. The first steps are short, while nothing is compiled; the last are
 * long, since some branches are for long files only.
 */
const sizes = [1, 1, 2, 4, 8, 16, ...Array.from({ length: 24 }, () => 25), 100, 100];

/** A rule as it is typed, which most of the time is none yet. */
const typed = ['\n', '-', 'A', ' MARKING', ' -s', ' 192.0.2.1', ' -j', ' ACCEPT'];

/** Opens each file and edits it: some milliseconds at each step, which gives what is wrong with the file, that is nothing. */
export function* warmUp(service: RuleService): Generator<Diagnostic[], void> {
  const settings = { uri: 'file:///warm-up', profile: defaultProfile, catalog: createCatalog() };
  for (const [step, size] of sizes.entries()) {
    const text = ruleFile(size, step);
    let source = SourceText.of(text);
    let snapshot = service.open(source, settings);
    let found = service.diagnostics(snapshot);
    let at = text.lastIndexOf('\nCOMMIT');
    for (const part of typed) {
      source = source.changed({ start: at, end: at, text: part });
      snapshot = service.update(snapshot, source);
      found = service.diagnostics(snapshot);
      at += part.length;
    }
    yield found;
  }
}

/**
 * Lines as people, iptables-save and kube-proxy write them. Between them they take every branch that most lines of a large
 * file take: what was compiled before it has met a branch is thrown away when it does.
 */
const declarations = [':web-<n> - [0:0]', ':KUBE-SEP-<n> - [12:3456]'];

const rules = [
  '-A web-<n> -s 10.<n>.<m>.7/32 -i eth0 -p tcp -m tcp --dport 1<n> -j ACCEPT',
  '[12:3456] -A web-<n> -s 10.<n>.<m>.7/32 -p udp -m udp --dport 2<n> -m conntrack --ctstate NEW -j ACCEPT',
  '-A SERVICES -d 10.<n>.<m>.1/32 -p tcp -m comment --comment "web-<n>: of a cluster" -m tcp --dport 80 -j web-<n>',
  '-A web-<n> ! -s 10.2.0.0/16 -d 10.<n>.<m>.1/32 -m comment --comment "web-<n>" -j MARKING',
  '-A web-<n> -m comment --comment "web-<n>" -m statistic --mode random --probability 0.5<n> -j KUBE-SEP-<n>',
  '-A KUBE-SEP-<n> -s 10.<n>.<m>.2/32 -m comment --comment "web-<n>" -j MARKING',
  '-A KUBE-SEP-<n> -p tcp -m comment --comment "web-<n>" -m tcp -j DNAT --to-destination 10.<n>.<m>.2:8080',
];

/** With each rule `size` times; `step` tells the file from the others. */
function ruleFile(size: number, step: number): string {
  return [
    '# A comment',
    '*nat',
    ':PREROUTING ACCEPT [0:0]',
    ':SERVICES - [0:0]',
    ':MARKING - [0:0]',
    ...repeated(declarations, size, step),
    '-A PREROUTING -m comment --comment "all services" -j SERVICES',
    '-A MARKING -j MARK --set-xmark 0x4000/0x4000',
    ...repeated(rules, size, step),
    'COMMIT',
    '',
  ].join('\n');
}

/** With other numbers each time, as no two rules of a file are alike. */
function repeated(lines: readonly string[], times: number, step: number): string[] {
  return Array.from({ length: times }, (_, number) =>
    lines.map((line) => line.replaceAll('<n>', `${number}`).replaceAll('<m>', `${step}`)),
  ).flat();
}
