// Option tables as text → data. print-option-tables.c (remote/src/option-tables) prints that text of the libraries of
// a machine; `npm run facts` wrote the tables of iptables itself into this folder in the same form.
//
//     match recent ipv4 revision=1
//       --seconds UINT32 1..0 excludes=set,remove
//
// A type in capitals is an XTTYPE_… of libxtables. `none`, `one` and `optional` are the arguments of an option in a
// getopt table, which says nothing else of it.
import type { ExtensionFact, Family } from '../fact';

export interface OptionTable {
  readonly kind: ExtensionFact['kind'];
  readonly name: string;
  readonly families: readonly Family[];
  /** Of several revisions iptables takes the highest that the kernel has too. */
  readonly revision: number;
  readonly options: readonly OptionRow[];
  readonly since?: string;
  readonly until?: string;
}

/** One entry of a table (struct xt_option_entry of xtables.h, struct option of getopt.h). */
export interface OptionRow {
  readonly name: string;
  readonly type: string;
  /** As the entry has it; what 0 means depends on the type. */
  readonly bounds?: readonly [minimum: number, maximum: number];
  readonly invertible: boolean;
  readonly mandatory: boolean;
  readonly repeatable: boolean;
  /** The first entry that has the same id: this one is another name of it. */
  readonly same?: string;
  readonly excludes: readonly string[];
  readonly requires: readonly string[];
  readonly since?: string;
  readonly until?: string;
}

const families: Readonly<Record<string, readonly Family[]>> = {
  any: ['ipv4', 'ipv6'],
  ipv4: ['ipv4'],
  ipv6: ['ipv6'],
};

/** A line that has none of the two forms is passed over: another machine may print more than is known here. */
export function parseOptionTables(text: string): OptionTable[] {
  const tables: (OptionTable & { readonly options: OptionRow[] })[] = [];
  for (const line of text.split('\n')) {
    const [first = '', second = '', ...rest] = line.trim().split(' ');
    const fields = fieldsOf(rest);
    const served = families[rest[0] ?? ''];
    if (first.startsWith('--')) {
      tables.at(-1)?.options.push(optionRow(first.slice(2), second, fields));
    } else if ((first === 'match' || first === 'target') && served) {
      const revision = Number(fields.get('revision') ?? 0);
      tables.push({
        ...{ kind: first, name: second, families: served, revision, options: [] },
        ...validity(fields),
      });
    }
  }
  return tables;
}

function optionRow(name: string, type: string, fields: ReadonlyMap<string, string>): OptionRow {
  const bounds = fields.get('bounds')?.split('..').map(Number);
  const same = fields.get('same');
  return {
    name,
    type,
    ...(bounds && { bounds: [bounds[0] ?? 0, bounds[1] ?? 0] as const }),
    invertible: fields.has('invertible'),
    mandatory: fields.has('mandatory'),
    repeatable: fields.has('repeatable'),
    ...(same !== undefined && { same }),
    excludes: namesIn(fields.get('excludes')),
    requires: namesIn(fields.get('requires')),
    ...validity(fields),
  };
}

/** `mandatory`, `excludes=a,b`, and the bounds, which go by no name. */
function fieldsOf(words: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    words.map((word) => {
      const [name = '', value = ''] = word.split('=');
      return name.includes('..') ? ['bounds', name] : [name, value];
    }),
  );
}

function namesIn(list: string | undefined): readonly string[] {
  return list === undefined ? [] : list.split(',');
}

function validity(fields: ReadonlyMap<string, string>): { since?: string; until?: string } {
  const [since, until] = [fields.get('since'), fields.get('until')];
  return { ...(since !== undefined && { since }), ...(until !== undefined && { until }) };
}
