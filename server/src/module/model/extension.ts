// Registration + scope → what x_tables or libxtables will read from it. Every value says whether it is known: a field
// that is left out is zero, as in C; one that cannot be evaluated is undefined, and no check speaks about it.
import { evaluate, evaluateString } from './evaluate';
import type { Expression } from './expression';
import { machines } from './kernel-types';
import type { Machine } from './kernel-types';
import type { OptionRow, OptionTable } from './option-tables';
import type { Registration, Side } from './registrations';
import type { Scope } from './scope';
import type { SourceModel } from './source';

export interface Extension {
  readonly side: Side;
  readonly kind: 'match' | 'target';
  /** As rules name it. */
  readonly name: string;
  /** As the kernel is asked for it: libxtables' `.real_name`, else the name. */
  readonly kernelName: string;
  readonly revision: number | undefined;
  /** NFPROTO_… number; 0 is any. */
  readonly family: number | undefined;
  /** Table the kernel admits it to; `''` is any. */
  readonly table: string | undefined;
  /** Bits by NF_INET_… number of the hooks the kernel admits it to; 0 is any. */
  readonly hooks: number | undefined;
  /** IPPROTO_… number that a rule must name with `-p`; 0 is any. */
  readonly protocol: number | undefined;
  /** Bytes of private data as registered, by machine; undefined where it isn't known. */
  readonly size: Readonly<Record<Machine, number | undefined>>;
  readonly registration: Registration;
  readonly source: SourceModel;
}

/** Fields that hold the size of the private data. */
export function sizeField(registration: Registration): string {
  if (registration.side === 'userspace') return 'size';
  return registration.kind === 'match' ? 'matchsize' : 'targetsize';
}

/**
 * Targets that the tables themselves are made of, which belong to no module and which no rule names
 * (net/ipv4/netfilter/ip_tables.c, ipt_builtin_tg; net/bridge/netfilter/ebtables.c, ebt_standard_target).
 */
const partsOfTables: ReadonlySet<string> = new Set(['standard', 'ERROR']);

/** Resolves the registrations of a source; those whose name cannot be known are left out. */
export function resolveExtensions(source: SourceModel, scope: Scope): Extension[] {
  return source.registrations.flatMap((registration) => {
    const name = stringField(registration, 'name', scope);
    if (name === undefined || name === '') return [];
    if (registration.side === 'kernel' && partsOfTables.has(name)) return [];
    return [resolve(registration, name, source, scope)];
  });
}

function resolve(registration: Registration, name: string, source: SourceModel, scope: Scope): Extension {
  const size = (machine: Machine) => {
    const bytes = numberField(registration, sizeField(registration), scope, machine);
    // -1 says that each rule has a size of its own (net/netfilter/x_tables.c, xt_check_match).
    return bytes === undefined || bytes < 0 ? undefined : bytes;
  };
  return {
    side: registration.side,
    kind: registration.kind,
    name,
    kernelName: stringField(registration, 'real_name', scope) || name,
    revision: numberField(registration, 'revision', scope),
    family: numberField(registration, 'family', scope),
    table: stringField(registration, 'table', scope),
    hooks: numberField(registration, 'hooks', scope),
    protocol: numberField(registration, 'proto', scope),
    size: Object.fromEntries(machines.map((machine) => [machine, size(machine)])) as Extension['size'],
    registration,
    source,
  };
}

function valueOf(registration: Registration, field: string): Expression | undefined {
  return registration.fields.get(field)?.value;
}

function numberField(registration: Registration, field: string, scope: Scope, machine?: Machine) {
  const value = valueOf(registration, field);
  if (!value) return registration.opaque ? undefined : 0;
  return evaluate(value, scope, machine);
}

function stringField(registration: Registration, field: string, scope: Scope): string | undefined {
  const value = valueOf(registration, field);
  if (!value) return registration.opaque ? undefined : '';
  return evaluateString(value, scope);
}

/** The name of the function or table that a field points to. */
export function pointedTo(registration: Registration, field: string): string | undefined {
  const value = valueOf(registration, field);
  const target = value?.kind === 'address' ? value.operand : value;
  return target?.kind === 'name' ? target.name : undefined;
}

const anyFamily = 0;

/** Whether two registrations serve a family in common; an unknown family may. */
export function shareFamily(a: Extension, b: Extension): boolean {
  return (
    a.family === undefined ||
    b.family === undefined ||
    a.family === anyFamily ||
    b.family === anyFamily ||
    a.family === b.family
  );
}

const familyNames: ReadonlyMap<number, string> = new Map([
  [0, 'any family'],
  [2, 'IPv4'],
  [3, 'ARP'],
  [7, 'bridges'],
  [10, 'IPv6'],
]);

/** `IPv4` for NFPROTO_IPV4. */
export function familyName(family: number): string {
  return familyNames.get(family) ?? `family ${family}`;
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
