// Rule files of the service's own, read while nobody waits. An engine of JavaScript compiles what has run often: the first
// large file that a new process reads takes five times as long as one a little later. Who has time to spare spends it
// here, so that this file is none of the user's.
import type { Diagnostic } from 'vscode-languageserver-types';
import { createCatalog } from './facts/catalog';
import { defaultProfile } from './profile';
import type { RuleService } from './service';

/**
 * How often each rule stands in the file of each step. The first steps are short, while nothing is compiled; the last are
 * long, since some branches are for long files only.
 */
const sizes = [1, 2, ...Array.from({ length: 24 }, () => 25), 100, 100];

/** Goes through the files: a few milliseconds at each step, which gives what was found, that is nothing. */
export function* warmUp(service: RuleService): Generator<Diagnostic[], void> {
  const settings = { uri: 'file:///warm-up', profile: defaultProfile, catalog: createCatalog() };
  for (const [step, size] of sizes.entries()) {
    yield service.diagnostics(service.open(ruleFile(size, step), settings));
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
