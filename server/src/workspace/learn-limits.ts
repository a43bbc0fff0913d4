// The kernel half of an extension → where rules of a family may use it. The kernel looks for a registration of the family
// first and then for one of any family (net/netfilter/x_tables.c, xt_find_target), of the revision that iptables has
// chosen among those of both halves.
import type { Extension } from '../module/model/extension';
import type { SourceModel } from '../module/service';
import type { ExtensionFact, Family, Hook, TableName } from '../rules/facts/fact';
import { nameOfProtocol } from '../rules/facts/protocols';
import { hooks as hookNames } from '../rules/facts/tables';

export interface Limits {
  readonly fact: Pick<ExtensionFact, 'tables' | 'hooks' | 'protocols' | 'protocolsWantedBy'>;
  /** The source that says so; undefined when nothing limits the extension. */
  readonly from: SourceModel | undefined;
}

/** NFPROTO_… numbers. */
const familyNumbers = { ipv4: 2, ipv6: 10 } as const satisfies Record<Family, number>;
const anyFamily = 0;

/** Whether rules of a family may name it; an extension for ARP or bridges is for neither. */
export function serves({ family }: Extension, rules: Family): boolean {
  return family === undefined || family === anyFamily || family === familyNumbers[rules];
}

/** What any of the registrations that may be meant allows: nothing is said unless all is known. */
export function limitsFor(
  family: Family,
  kernel: readonly Extension[],
  userspace: readonly Extension[],
): Limits {
  const meant = ofRevisions(registrationsFor(family, kernel), userspace);
  const fact = { ...tablesOf(meant), ...hooksOf(meant), ...protocolsOf(meant) };
  return { fact, from: Object.keys(fact).length > 0 ? meant[0]?.source : undefined };
}

/** One of any family counts where the family has none of that revision. */
function registrationsFor(family: Family, kernel: readonly Extension[]): Extension[] {
  const own = kernel.filter((extension) => extension.family === familyNumbers[family]);
  const revisions = new Set(own.map(({ revision }) => revision));
  return kernel.filter(
    (extension) =>
      own.includes(extension) ||
      (serves(extension, family) &&
        (extension.family === undefined || !revisions.has(extension.revision) || revisions.has(undefined))),
  );
}

/** Those that have a twin, as far as that is known. */
function ofRevisions(kernel: readonly Extension[], userspace: readonly Extension[]): readonly Extension[] {
  const known = new Set(userspace.map(({ revision }) => revision));
  if (known.size === 0 || known.has(undefined)) return kernel;
  return kernel.filter(({ revision }) => revision === undefined || known.has(revision));
}

const tableNames: readonly TableName[] = ['filter', 'nat', 'mangle', 'raw', 'security'];

function tablesOf(registrations: readonly Extension[]): Limits['fact'] {
  const tables = new Set(registrations.map(({ table }) => tableNames.find((name) => name === table)));
  if (tables.size === 0 || tables.has(undefined)) return {};
  return { tables: tableNames.filter((name) => tables.has(name)) };
}

function hooksOf(registrations: readonly Extension[]): Limits['fact'] {
  const masks = registrations.map(({ hooks }) => hooks);
  if (masks.length === 0 || masks.some((mask) => mask === undefined || mask === 0)) return {};
  const isAllowed = (_: Hook, bit: number) => masks.some((mask) => ((mask ?? 0) >> bit) & 1);
  const hooks = hookNames.filter(isAllowed);
  return hooks.length > 0 ? { hooks } : {};
}

function protocolsOf(registrations: readonly Extension[]): Limits['fact'] {
  const names = new Set(
    registrations.map(({ protocol }) => (protocol ? nameOfProtocol(protocol) : undefined)),
  );
  const protocols = [...names].filter((name) => name !== undefined);
  if (names.size === 0 || protocols.length < names.size) return {};
  return { protocols, protocolsWantedBy: 'kernel' };
}
