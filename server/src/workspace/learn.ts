// C → facts: the option table and the registrations of an extension become the same row that extensions of iptables
// have, so that a rule file completes and checks `-j CLONE` from libxt_CLONE.c as it is being typed.
import { URI } from 'vscode-uri';
import type { ExtensionFact, Family, Hook, TableName } from '../rules/facts/fact';
import type { Extension } from '../module/model/extension';
import type { ModuleProject } from '../module/project';
import { Remembered } from '../module/remembered';
import type { SourceModel } from '../module/service';
import { learnOptions } from './learn-options';
import { mergeRows } from './merge-facts';

/** The rows of each source by itself. */
const learned = new Remembered<readonly ExtensionFact[]>();

/**
 * The rows of all userspace halves of a project. Of several revisions in a file the last counts, for it is the one
 * that iptables prefers; files that teach the same extension differently (a copy, an old version) are believed as far
 * as they agree.
 */
export function learnExtensions(project: ModuleProject): ExtensionFact[] {
  const rows = new Map<string, ExtensionFact>();
  for (const source of project.sources) {
    for (const row of learned.of(source, project, (within) => learnSource(source, within))) {
      const key = `${row.kind} ${row.name}`;
      const known = rows.get(key);
      rows.set(key, known ? mergeRows(known, row) : row);
    }
  }
  return [...rows.values()];
}

function learnSource(source: SourceModel, project: ModuleProject): ExtensionFact[] {
  const userspace = project
    .extensionsOf(source)
    .filter((extension) => extension.side === 'userspace' && familiesOf(extension).length > 0)
    .toSorted((a, b) => (a.revision ?? 0) - (b.revision ?? 0));
  const rows = new Map<string, ExtensionFact>();
  for (const extension of userspace) {
    const row = learn(extension, project);
    const key = `${row.kind} ${row.name}`;
    const families = new Set([...(rows.get(key)?.families ?? []), ...row.families]);
    rows.set(key, { ...row, families: [...families] });
  }
  return [...rows.values()];
}

function learn(extension: Extension, project: ModuleProject): ExtensionFact {
  const kernel = project.twinsOf(extension);
  return {
    kind: extension.kind,
    name: extension.name,
    families: familiesOf(extension),
    options: learnOptions(extension, project.scopeOf(extension.source)),
    ...limitsOf(kernel),
    explanation: 'An extension of this workspace.',
    learned: { from: URI.parse(extension.source.uri).fsPath },
  };
}

/** The families of rules that can name an extension; none for ARP and bridges. */
function familiesOf({ family }: Extension): Family[] {
  if (family === 2) return ['ipv4'];
  if (family === 10) return ['ipv6'];
  return family === 0 || family === undefined ? ['ipv4', 'ipv6'] : [];
}

const tableNames: readonly TableName[] = ['filter', 'nat', 'mangle', 'raw', 'security'];
const hookNames: readonly Hook[] = ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'];

/** Where the kernel half lets rules use it: what any of its registrations allows; nothing is said unless all is known. */
function limitsOf(twins: readonly Extension[]): Partial<ExtensionFact> {
  const kernel = twins.filter(({ side }) => side === 'kernel');
  if (kernel.length === 0) return {};
  const tables = new Set(kernel.map(({ table }) => tableNames.find((name) => name === table)));
  const hooks = kernel.reduce<number>((all, { hooks: own }) => (own ? all | own : anyHook), 0);
  const protocols = new Set(kernel.map(({ protocol }) => protocolNames.get(protocol ?? 0)));
  return {
    ...(!tables.has(undefined) && { tables: tableNames.filter((name) => tables.has(name)) }),
    ...(hooks !== anyHook && { hooks: hookNames.filter((_, bit) => (hooks >> bit) & 1) }),
    ...(!protocols.has(undefined) && {
      protocols: [...protocols].filter((name) => name !== undefined),
      protocolsWantedBy: 'kernel' as const,
    }),
  };
}

/** Names as rules write them, of IPPROTO_… numbers. */
const protocolNames: ReadonlyMap<number, string> = new Map([
  [1, 'icmp'],
  [6, 'tcp'],
  [17, 'udp'],
  [33, 'dccp'],
  [50, 'esp'],
  [51, 'ah'],
  [58, 'ipv6-icmp'],
  [132, 'sctp'],
  [136, 'udplite'],
]);

/** All bits: a registration that limits no hook, or whose hooks aren't known. */
const anyHook = -1;
