// Option table + note → the row that everything reads. The table says what an option's value is made of and which
// options go together; the note says what for, and wins where both speak: a table calls many a value a mere string.
import type { ExtensionFact, OptionFact } from './fact';
import type { ExtensionNote, OptionNote } from './note';
import { valueOfType } from './option-types';
import type { OptionRow, OptionTable } from './option-tables/parse';

/** The rows of all extensions that have a note; what has a note alone needs no table (`-j ACCEPT`). */
export function joinFacts(tables: readonly OptionTable[], notes: readonly ExtensionNote[]): ExtensionFact[] {
  return notes.flatMap((note) => factsOf(note, tables.filter(belongsTo(note))));
}

function belongsTo({ kind, name, families }: ExtensionNote): (table: OptionTable) => boolean {
  return (table) =>
    table.kind === kind &&
    table.name === name &&
    (families === undefined || families.some((family) => table.families.includes(family)));
}

/** One row, unless IPv4 and IPv6 have a table each. */
function factsOf(note: ExtensionNote, tables: readonly OptionTable[]): ExtensionFact[] {
  const families = note.families ?? ['ipv4', 'ipv6'];
  if (tables.length === 0) {
    const options = Object.entries(note.options).map(([name, option]) => ({
      name,
      value: 'unknown' as const,
      ...option,
    }));
    return [{ ...note, families, options }];
  }
  return tables.map((table) => ({
    ...note,
    families: table.families.filter((family) => families.includes(family)),
    options: optionsOf(table, note.options),
    ...validityOf(table),
  }));
}

function optionsOf({ options }: OptionTable, notes: ExtensionNote['options']): OptionFact[] {
  const named = new Set(Object.values(notes).flatMap(({ aliases }) => aliases ?? []));
  return options
    .filter((row) => !named.has(row.name) && !isAlias(row, options))
    .map((row) => optionFact(row, aliasesOf(row, options), notes[row.name]));
}

/** Another name of an option, which differs from it in nothing else. */
function isAlias(row: OptionRow, rows: readonly OptionRow[]): boolean {
  const first = row.same === undefined ? undefined : rows.find(({ name }) => name === row.same);
  return (
    first !== undefined &&
    JSON.stringify({ ...first, name: '' }) === JSON.stringify({ ...row, name: '', same: undefined })
  );
}

function aliasesOf({ name }: OptionRow, rows: readonly OptionRow[]): string[] {
  return rows.filter((row) => row.same === name && isAlias(row, rows)).map((row) => row.name);
}

function optionFact(row: OptionRow, aliases: readonly string[], note: OptionNote | undefined): OptionFact {
  const fact = { ...factOfRow(row), ...(aliases.length > 0 && { aliases }), explanation: '' };
  if (note?.value === undefined || note.value === fact.value) return { ...fact, ...note };
  // Bounds are those of the table's kind of value: of a string's length, when the note knows the string to be a mark.
  const { minimum: _minimum, maximum: _maximum, ...rest } = fact;
  return { ...rest, ...note };
}

/** What a row says by itself. */
export function factOfRow(row: OptionRow): Omit<OptionFact, 'explanation'> {
  const { name, type, invertible, mandatory, repeatable, excludes, requires } = row;
  return {
    name,
    ...(type === 'none' ? { value: 'none' } : valueOfType(type, row.bounds)),
    ...(type === 'optional' && { optionalValue: true }),
    ...(invertible && { invertible }),
    ...(mandatory && { mandatory }),
    ...(repeatable && { repeatable }),
    ...(excludes.length > 0 && { excludes }),
    ...(requires.length > 0 && { requires }),
    ...validityOf(row),
  };
}

function validityOf({ since, until }: OptionTable | OptionRow): Pick<OptionFact, 'since' | 'until'> {
  return { ...(since !== undefined && { since }), ...(until !== undefined && { until }) };
}
