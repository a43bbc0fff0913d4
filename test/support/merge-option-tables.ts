// The option tables of several versions, of IPv4 and of IPv6 → one list, in which each extension stands once where
// nothing tells the families apart, and what not all versions have is marked.
import { tablesInUse } from '../../server/src/rules/facts/option-tables/in-use';
import type { OptionRow, OptionTable } from '../../server/src/rules/facts/option-tables/parse';

/** All that the extensions of one version register. */
export interface VersionTables {
  readonly version: string;
  readonly tables: readonly OptionTable[];
}

/** Versions in their order, the oldest first. */
export function mergeOptionTables(versions: readonly VersionTables[]): OptionTable[] {
  const inUse = versions.map(({ version, tables }) => ({
    version,
    tables: splitFamilies(tablesInUse(tables)),
  }));
  const [first, ...later] = inUse;
  return first === undefined ? [] : joinFamilies(later.reduce(joinVersions, first).tables);
}

/** A table a family, so that those of two versions can be laid side by side. */
function splitFamilies(tables: readonly OptionTable[]): OptionTable[] {
  return tables.flatMap((table) => table.families.map((family) => ({ ...table, families: [family] })));
}

/** Marks what came after the older version or went before the newer. */
function joinVersions(older: VersionTables, newer: VersionTables): VersionTables {
  // Neither version tells of those between them, which are taken to have it: no error is better than a wrong one.
  const since = neighbour(older.version, 1);
  const until = neighbour(newer.version, -1);
  const gone = older.tables.filter((table) => !newer.tables.some(isSame(table)));
  const present = newer.tables.map((table) => {
    const before = older.tables.find(isSame(table));
    return before
      ? { ...before, ...table, options: joinOptions(before.options, table.options, since, until) }
      : { ...table, since };
  });
  return { version: newer.version, tables: [...present, ...gone.map((table) => ({ until, ...table }))] };
}

function isSame(one: OptionTable): (other: OptionTable) => boolean {
  return ({ kind, name, families }) =>
    kind === one.kind && name === one.name && families[0] === one.families[0];
}

function joinOptions(
  older: readonly OptionRow[],
  newer: readonly OptionRow[],
  since: string,
  until: string,
): OptionRow[] {
  const isLike = (one: OptionRow) => (other: OptionRow) =>
    textOfRow({ ...one, since: '' }) === textOfRow({ ...other, since: '' });
  const present = newer.map((row) => older.find(isLike(row)) ?? { ...row, since });
  const gone = older.filter((row) => !newer.some(isLike(row)));
  return [...present, ...gone.map((row) => ({ until, ...row }))];
}

/** `1.8.9` → `1.8.10`, or `1.8.8`. */
function neighbour(version: string, step: 1 | -1): string {
  return version.replace(/\d+$/, (last) => String(Number(last) + step));
}

/** Extensions whose tables are the same for IPv4 and IPv6 get one table; by name, in the order of the alphabet. */
function joinFamilies(tables: readonly OptionTable[]): OptionTable[] {
  const joined: OptionTable[] = [];
  for (const table of tables) {
    const text = textOfTable({ ...table, families: [], revision: 0 });
    const index = joined.findIndex((other) => textOfTable({ ...other, families: [], revision: 0 }) === text);
    const other = joined[index];
    if (!other) joined.push(table);
    else {
      const revision = Math.max(table.revision, other.revision);
      joined[index] = { ...other, revision, families: [...other.families, ...table.families].sort() };
    }
  }
  const key = ({ name, families }: OptionTable) => `${name} ${families.join(' ')}`;
  return joined.sort((one, other) => (key(one) < key(other) ? -1 : 1));
}

/** A table as print-option-tables.c prints it, and as parse.ts reads it. */
export function textOfTable({ kind, name, families, revision, options, since, until }: OptionTable): string {
  const family = families.length === 1 ? families[0] : 'any';
  const head = [kind, name, family, `revision=${revision}`, ...validity({ since, until })].join(' ');
  return [head, ...options.map((row) => `  --${textOfRow(row)}`)].join('\n');
}

function textOfRow(row: OptionRow): string {
  const { name, type, bounds, invertible, mandatory, repeatable, same, excludes, requires } = row;
  return [
    name,
    type,
    ...(bounds ? [bounds.join('..')] : []),
    ...(invertible ? ['invertible'] : []),
    ...(mandatory ? ['mandatory'] : []),
    ...(repeatable ? ['repeatable'] : []),
    ...(same === undefined ? [] : [`same=${same}`]),
    ...(excludes.length === 0 ? [] : [`excludes=${excludes.join(',')}`]),
    ...(requires.length === 0 ? [] : [`requires=${requires.join(',')}`]),
    ...validity(row),
  ].join(' ');
}

function validity({ since, until }: { since?: string | undefined; until?: string | undefined }): string[] {
  return [
    ...(since === undefined ? [] : [`since=${since}`]),
    ...(until === undefined ? [] : [`until=${until}`]),
  ];
}
