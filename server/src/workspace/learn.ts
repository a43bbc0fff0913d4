// C → facts: the option table and the registrations of an extension become the same row that extensions of iptables
// have, so that a rule file completes and checks `-j CLONE` from libxt_CLONE.c as it is being typed.
import { URI } from 'vscode-uri';
import type { ExtensionFact, Family, Hook, OptionFact, TableName, ValueKind } from '../rules/facts/fact';
import { evaluate, evaluateString } from '../module/model/evaluate';
import type { Expression } from '../module/model/expression';
import { pointedTo } from '../module/model/extension';
import type { Extension } from '../module/model/extension';
import { readHelp } from '../module/model/help-text';
import type { HelpLine } from '../module/model/help-text';
import type { OptionRow, OptionTable } from '../module/model/option-tables';
import type { Scope } from '../module/model/scope';
import type { ModuleProject } from '../module/project';
import type { SourceModel } from '../module/service';
import { mergeRows } from './merge-facts';

/**
 * The rows of all userspace halves of a project. Of several revisions in a file the last counts, for it is the one
 * that iptables prefers; files that teach the same extension differently (a copy, an old version) are believed as far
 * as they agree.
 */
export function learnExtensions(project: ModuleProject): ExtensionFact[] {
  const rows = new Map<string, ExtensionFact>();
  for (const source of project.sources) {
    for (const row of learnSource(source, project)) {
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
  const table = optionTableOf(extension);
  const scope = project.scopeOf(extension.source);
  const kernel = project.twinsOf(extension);
  return {
    kind: extension.kind,
    name: extension.name,
    families: familiesOf(extension),
    options: table ? explainOptions(learnOptions(table, scope), helpOf(extension, scope)) : [],
    ...limitsOf(kernel),
    explanation: 'An extension of this workspace.',
    learned: { file: URI.parse(extension.source.uri).fsPath },
  };
}

/** The option table that a userspace registration names. */
export function optionTableOf({ registration, source }: Extension): OptionTable | undefined {
  const variable = pointedTo(registration, 'x6_options') ?? pointedTo(registration, 'extra_opts');
  return source.optionTables.find((table) => table.variable === variable);
}

/** The option row of an extension by its name. */
export function optionRowOf(extension: Extension, option: string): OptionRow | undefined {
  return optionTableOf(extension)?.rows.find(({ name }) => name === option);
}

/** What `iptables -j NAME --help` would say of the options. */
function helpOf({ registration, source }: Extension, scope: Scope): ReadonlyMap<string, HelpLine> {
  const name = pointedTo(registration, 'help');
  const printed = source.functions.find((candidate) => candidate.name === name)?.printed ?? [];
  return readHelp(printed.map((text) => evaluateString(text, scope) ?? '').join(''));
}

function explainOptions(options: readonly OptionFact[], help: ReadonlyMap<string, HelpLine>): OptionFact[] {
  return options.map((option) => {
    const line = help.get(option.name);
    return line ? { ...option, explanation: line.explanation } : option;
  });
}

function learnOptions(table: OptionTable, scope: Scope): OptionFact[] {
  return table.rows.map((row) =>
    table.style === 'x6' ? learnX6(row, table, scope) : learnGetopt(row, scope),
  );
}

function learnGetopt(row: OptionRow, scope: Scope): OptionFact {
  const argument = valueIn(row, 'has_arg', scope) ?? 0;
  return {
    name: row.name,
    value: argument === 0 ? 'none' : 'unknown',
    // Whether it may be inverted or must be there is decided in code that no table tells of.
    invertible: true,
    explanation: '',
  };
}

/** XTTYPE_… of include/xtables.h in iptables. */
const valueKinds: Readonly<Record<string, ValueKind>> = {
  XTTYPE_NONE: 'none',
  XTTYPE_UINT8: 'integer',
  XTTYPE_UINT16: 'integer',
  XTTYPE_UINT32: 'integer',
  XTTYPE_UINT64: 'integer',
  XTTYPE_UINT8RC: 'integer-range',
  XTTYPE_UINT16RC: 'integer-range',
  XTTYPE_UINT32RC: 'integer-range',
  XTTYPE_UINT64RC: 'integer-range',
  XTTYPE_DOUBLE: 'unknown',
  XTTYPE_STRING: 'string',
  XTTYPE_TOSMASK: 'unknown',
  XTTYPE_MARKMASK32: 'mark-mask',
  XTTYPE_SYSLOGLEVEL: 'log-level',
  XTTYPE_HOST: 'address',
  XTTYPE_HOSTMASK: 'address-mask',
  XTTYPE_PROTOCOL: 'protocol',
  XTTYPE_PORT: 'service-range',
  XTTYPE_PORTRC: 'service-range',
  XTTYPE_PLEN: 'prefix-length',
  XTTYPE_PLENMASK: 'unknown',
  XTTYPE_ETHERMAC: 'mac-address',
  XTTYPE_ETHERMACMASK: 'unknown',
};

const maxima: Readonly<Record<string, number>> = {
  XTTYPE_UINT8: 0xff,
  XTTYPE_UINT16: 0xffff,
  XTTYPE_UINT32: 0xffffffff,
};

function learnX6(row: OptionRow, table: OptionTable, scope: Scope): OptionFact {
  const typeField = row.fields.get('type');
  const type = typeField?.kind === 'name' ? typeField.name : '';
  // A row without a type is XTTYPE_NONE, whose number is zero.
  const value = typeField ? (valueKinds[type] ?? 'unknown') : 'none';
  const flags = namesIn(row.fields.get('flags'));
  const maximum = valueIn(row, 'max', scope) ?? maxima[type];
  const minimum = valueIn(row, 'min', scope) ?? (value === 'integer' ? 0 : undefined);
  const excludes = othersIn(row, 'excl', table, scope);
  const requires = othersIn(row, 'also', table, scope);
  return {
    name: row.name,
    value,
    ...(value === 'integer' && minimum !== undefined && { minimum }),
    ...(value === 'integer' && maximum !== undefined && { maximum }),
    ...(flags.has('XTOPT_INVERT') && { invertible: true }),
    ...(flags.has('XTOPT_MAND') && { mandatory: true }),
    ...(flags.has('XTOPT_MULTI') && { repeatable: true }),
    ...(excludes.length > 0 && { excludes }),
    ...(requires.length > 0 && { requires }),
    explanation: '',
  };
}

function valueIn(row: OptionRow, field: string, scope: Scope): number | undefined {
  const value = row.fields.get(field);
  return value && evaluate(value, scope);
}

/** The names that are or-ed together. */
function namesIn(flags: Expression | undefined): Set<string> {
  if (flags?.kind === 'name') return new Set([flags.name]);
  if (flags?.kind !== 'binary') return new Set();
  return new Set([...namesIn(flags.left), ...namesIn(flags.right)]);
}

/** Options whose ids are bits of a mask: `.excl = F_DEV | F_GATEWAY`. */
function othersIn(row: OptionRow, field: 'excl' | 'also', table: OptionTable, scope: Scope): string[] {
  const mask = valueIn(row, field, scope);
  if (mask === undefined || mask === 0) return [];
  const isIn = (other: OptionRow) => {
    const id = valueIn(other, 'id', scope);
    return id !== undefined && id >= 0 && id < 32 && Math.floor(mask / 2 ** id) % 2 === 1;
  };
  return table.rows.filter((other) => other !== row && isIn(other)).map(({ name }) => name);
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
