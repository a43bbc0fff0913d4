// The option tables of iptables itself, read out of Debian's packages: print-option-tables.c prints those of each
// version, and here they become the one text of server/src/rules/facts/option-tables. `npm run facts` writes that
// text; a test of the agreement layer holds the two together.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runTool } from '../../remote/src/vm/tool';
import { parseOptionTables } from '../../server/src/rules/facts/option-tables/parse';
import type { OptionRow, OptionTable } from '../../server/src/rules/facts/option-tables/parse';
import { iptablesTree, iptablesVersions } from './iptables-trees';
import type { IptablesTree } from './iptables-trees';
import { temporaryFolder } from './temporary-folder';

/** Generated files by their names: one of all matches, one of all targets. */
export async function generateOptionTables(program: string): Promise<ReadonlyMap<string, string>> {
  const printed: OptionTable[][] = [];
  for (const version of iptablesVersions) {
    printed.push(inUse(parseOptionTables(await printOptionTables(await iptablesTree(version), program))));
  }
  const tables = joinFamilies(joinVersions(printed));
  return new Map([
    ['matches.ts', fileOf('match', 'matchTables', tables)],
    ['targets.ts', fileOf('target', 'targetTables', tables)],
  ]);
}

/** What print-option-tables.c, compiled against the tree's headers, prints of the tree's extensions. */
async function printOptionTables(tree: IptablesTree, program: string): Promise<string> {
  const folder = await temporaryFolder();
  const signal = AbortSignal.timeout(60_000);
  try {
    const executable: `/${string}` = `/${join(folder.path, 'print-option-tables').slice(1)}`;
    const compile = ['cc', '-Wall', '-Wextra', '-Werror', '-isystem', tree.headers, '-rdynamic'];
    await runTool([...compile, '-o', executable, program, '-ldl'], { signal });
    const libraries = (await readdir(tree.extensions)).filter((name) =>
      /^lib(xt|ipt|ip6t)_.*\.so$/.test(name),
    );
    const paths = libraries.sort().map((name) => join(tree.extensions, name));
    return await runTool([...tree.argv(executable), ...paths], { signal });
  } finally {
    await folder.remove();
  }
}

/** The tables that iptables takes: of each extension, one a family, that of the highest revision. */
function inUse(tables: readonly OptionTable[]): OptionTable[] {
  const chosen = new Map<string, OptionTable>();
  // What iptables calls ACCEPT, DROP, QUEUE and RETURN is loaded by this name; no rule says it.
  for (const table of tables.filter(({ name }) => name !== 'standard')) {
    for (const family of table.families) {
      const key = `${table.kind} ${table.name} ${family}`;
      const other = chosen.get(key);
      if (other && other.revision >= table.revision) continue;
      chosen.set(key, { ...table, families: [family] });
    }
  }
  return [...chosen.values()];
}

/** Marks what the older versions have not, and adds what the newest has no more. */
function joinVersions(versions: readonly (readonly OptionTable[])[]): OptionTable[] {
  return versions.reduce<OptionTable[]>((known, tables, index) => {
    const version = iptablesVersions[index] ?? '';
    const before = iptablesVersions[index - 1];
    if (before === undefined) return [...tables];
    const gone = known.filter((table) => !tables.some(isSame(table))).map(endingWith(before));
    const present = tables.map((table) => {
      const older = known.find(isSame(table));
      return older
        ? { ...table, options: joinOptions(older.options, table.options, before, version) }
        : { ...table, since: version };
    });
    return [...present, ...gone];
  }, []);
}

function isSame(one: OptionTable): (other: OptionTable) => boolean {
  return ({ kind, name, families }) =>
    kind === one.kind && name === one.name && families[0] === one.families[0];
}

function joinOptions(
  older: readonly OptionRow[],
  newer: readonly OptionRow[],
  before: string,
  version: string,
): OptionRow[] {
  const has = (rows: readonly OptionRow[], row: OptionRow) =>
    rows.some((other) => JSON.stringify({ ...other, since: '' }) === JSON.stringify({ ...row, since: '' }));
  const present = newer.map((row) => {
    const known = older.find((other) => has([other], row));
    return known
      ? { ...row, ...(known.since !== undefined && { since: known.since }) }
      : { ...row, since: version };
  });
  return [...present, ...older.filter((row) => !has(newer, row)).map(endingWith(before))];
}

function endingWith(version: string): <Item extends { readonly until?: string }>(item: Item) => Item {
  return (item) => ({ until: version, ...item });
}

/** Extensions whose tables are the same for IPv4 and IPv6 get one table; by name, in the order of the alphabet. */
function joinFamilies(tables: readonly OptionTable[]): OptionTable[] {
  const joined: OptionTable[] = [];
  for (const table of tables) {
    const text = textOf({ ...table, families: [], revision: 0 });
    const index = joined.findIndex((other) => textOf({ ...other, families: [], revision: 0 }) === text);
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

function textOf({ kind, name, families, revision, options, since, until }: OptionTable): string {
  const family = families.length === 1 ? families[0] : 'any';
  const head = [kind, name, family, `revision=${revision}`, ...validity({ since, until })].join(' ');
  return [head, ...options.map((row) => `  --${rowText(row)}`)].join('\n');
}

function rowText(row: OptionRow): string {
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

function fileOf(kind: OptionTable['kind'], constant: string, tables: readonly OptionTable[]): string {
  const plural = kind === 'match' ? 'matches' : 'targets';
  return `// The option tables of iptables' ${plural}, of versions ${iptablesVersions.join(' and ')}; parse.ts says how to read them.
// Written by \`npm run facts\`: what is changed here by hand is lost.
export const ${constant} = \`
${tables
  .filter((table) => table.kind === kind)
  .map(textOf)
  .join('\n')}
\`;
`;
}
