// The examples of the facts as rule files: each match and target has one, and may be tried with it in every table, on
// every hook and under every protocol.
import type { ExtensionFact, Family, Hook, OptionFact, TableName } from '../../server/src/rules/facts/fact';
import { tables } from '../../server/src/rules/facts/tables';

/** A built-in chain of a table. */
export interface Place {
  readonly table: TableName;
  readonly chain: Hook;
}

export const places: readonly Place[] = tables.flatMap(({ name, chains }) =>
  chains.map((chain) => ({ table: name, chain })),
);

/** A file of one rule, or of several in one chain. */
export function fileOf(rules: string | readonly string[], { table, chain }: Place): string {
  const lines = [rules].flat().map((rule) => `-A ${chain} ${rule}\n`);
  return `*${table}\n${lines.join('')}COMMIT\n`;
}

/** What an address of the examples is in IPv6. */
const networks: Readonly<Record<string, string>> = { '192.0.2': '2001:db8', '198.51.100': '2001:db8:1' };

/** The example of an extension; one of IPv4 is turned into one of IPv6 when the extension serves both. */
export function exampleFor({ example = '' }: ExtensionFact, family: Family): string {
  if (family === 'ipv4') return example;
  return example.replace(
    /(192\.0\.2|198\.51\.100)\.(\d+)(:\d+)?/g,
    (_, network: string, host: string, port?: string) => {
      const address = `${networks[network] ?? ''}::${host}`;
      return port === undefined ? address : `[${address}]${port}`;
    },
  );
}

/** That example with another protocol in the place of its own, or with none. */
export function exampleUnder(row: ExtensionFact, family: Family, protocol: string | undefined): string {
  const bare = exampleFor(row, family).replace(/(^| )-p \S+ ?/, '$1');
  // Under its protocol a match may go unnamed.
  const isNamed = row.kind === 'target' || bare.includes(`-m ${row.name}`);
  const rule = isNamed ? bare : `-m ${row.name} ${bare}`;
  return protocol === undefined ? rule : `-p ${protocol} ${rule}`;
}

/** A rule that has an option with its own example, whatever else it lacks; and where the value stands in the file. */
export function optionExample(
  row: ExtensionFact,
  option: OptionFact,
  place: Place,
): { text: string; start: number } {
  const protocol = (option.protocols ?? row.protocols ?? [])[0];
  const rule = [
    ...(protocol === undefined ? [] : ['-p', protocol]),
    ...[row.kind === 'match' ? '-m' : '-j', row.name, `--${option.name}`],
    option.example ?? '',
  ].join(' ');
  const text = fileOf(rule, place);
  return { text, start: text.indexOf('\n', text.indexOf('\n') + 1) - (option.example ?? '').length };
}
