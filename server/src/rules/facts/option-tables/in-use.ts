// Of all tables that the extensions of a machine register, those that iptables reads options by.
import type { OptionTable } from './parse';

/**
 * For each family the table of the highest revision: iptables takes the highest that the kernel has too, and kernels
 * have what was new in them for years.
 */
export function tablesInUse(tables: readonly OptionTable[]): OptionTable[] {
  return tables.filter(isNamedByRules).flatMap((table) => {
    const families = table.families.filter((family) => !tables.some(replaces(table, family)));
    return families.length === 0 ? [] : [{ ...table, families }];
  });
}

/** What iptables calls ACCEPT, DROP, QUEUE and RETURN is registered by one name that no rule says. */
function isNamedByRules({ kind, name }: OptionTable): boolean {
  return kind !== 'target' || name !== 'standard';
}

function replaces(
  one: OptionTable,
  family: OptionTable['families'][number],
): (other: OptionTable) => boolean {
  return ({ kind, name, families, revision }) =>
    kind === one.kind && name === one.name && families.includes(family) && revision > one.revision;
}
