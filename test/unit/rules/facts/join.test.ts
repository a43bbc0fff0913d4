// Option tables and notes, and the rows that they are joined to.
import { describe, expect, it } from 'vitest';
import { joinFacts } from '../../../../server/src/rules/facts/join';
import type { ExtensionNote } from '../../../../server/src/rules/facts/note';
import { parseOptionTables } from '../../../../server/src/rules/facts/option-tables/parse';

const note: ExtensionNote = { kind: 'match', name: 'demo', explanation: 'Shows.', options: {} };

const optionsOf = (table: string, options: ExtensionNote['options'] = {}) =>
  joinFacts(parseOptionTables(`match demo any revision=0 x6\n${table}`), [{ ...note, options }])[0]?.options;

describe('a row of a table', () => {
  it('says what the value is made of, within the bounds of its type', () => {
    expect(
      optionsOf('  --a UINT8\n  --b UINT16 1..0\n  --c UINT32RC 2..9\n  --d STRING 0..16\n  --e NONE'),
    ).toEqual([
      { name: 'a', value: 'integer', minimum: 0, maximum: 255, explanation: '' },
      { name: 'b', value: 'integer', minimum: 1, maximum: 65535, explanation: '' },
      { name: 'c', value: 'integer-range', minimum: 2, maximum: 9, explanation: '' },
      { name: 'd', value: 'string', maximum: 16, explanation: '' },
      { name: 'e', value: 'none', explanation: '' },
    ]);
  });

  it('says which options go together', () => {
    expect(
      optionsOf('  --a NONE invertible mandatory excludes=b,c requires=d\n  --b NONE repeatable'),
    ).toEqual([
      {
        ...{ name: 'a', value: 'none', invertible: true, mandatory: true },
        ...{ excludes: ['b', 'c'], requires: ['d'], explanation: '' },
      },
      { name: 'b', value: 'none', repeatable: true, explanation: '' },
    ]);
  });

  it('of getopt says whether there is a value, and no more', () => {
    expect(optionsOf('  --a one\n  --b none\n  --c optional')).toEqual([
      { name: 'a', value: 'unknown', explanation: '' },
      { name: 'b', value: 'none', explanation: '' },
      { name: 'c', value: 'unknown', optionalValue: true, explanation: '' },
    ]);
  });

  it('that differs from another in its name alone is an alias', () => {
    expect(
      optionsOf('  --a UINT8 invertible\n  --b UINT8 invertible same=a\n  --c UINT8 same=a'),
    ).toMatchObject([{ name: 'a', aliases: ['b'] }, { name: 'c' }]);
  });

  it('of a type that is not known says nothing of the value', () => {
    expect(optionsOf('  --a TYPE99 1..2')).toEqual([{ name: 'a', value: 'unknown', explanation: '' }]);
  });
});

describe('a note', () => {
  it('wins over the table, whose bounds go with its kind of value', () => {
    const options = {
      a: { value: 'mark', explanation: 'A mark.' },
      b: { maximum: 5, explanation: '' },
    } as const;
    expect(optionsOf('  --a UINT32 mandatory\n  --b UINT8', options)).toEqual([
      { name: 'a', value: 'mark', mandatory: true, explanation: 'A mark.' },
      { name: 'b', value: 'integer', minimum: 0, maximum: 5, explanation: '' },
    ]);
  });

  it('takes options of the table for other names of one', () => {
    const options = { a: { aliases: ['b'], explanation: '' } };
    expect(optionsOf('  --a one\n  --b one', options)).toEqual([
      { name: 'a', aliases: ['b'], value: 'unknown', explanation: '' },
    ]);
  });

  it('makes a row for each family that has a table of its own', () => {
    const tables = 'match demo ipv4 revision=0 x6\n  --a NONE\nmatch demo ipv6 revision=0 x6\n  --b NONE';
    const rows = joinFacts(parseOptionTables(tables), [note]);
    expect(rows.map(({ families, options }) => [families, options.map(({ name }) => name)])).toEqual([
      [['ipv4'], ['a']],
      [['ipv6'], ['b']],
    ]);
  });

  it('of one family leaves the other alone', () => {
    const tables = parseOptionTables('match demo any revision=0 x6\n  --a NONE');
    const rows = joinFacts(tables, [
      { ...note, families: ['ipv4'] },
      { ...note, families: ['ipv6'], explanation: 'Shows 6.' },
    ]);
    expect(rows.map(({ families, explanation }) => [families, explanation])).toEqual([
      [['ipv4'], 'Shows.'],
      [['ipv6'], 'Shows 6.'],
    ]);
  });

  it('without a table stands for itself', () => {
    expect(joinFacts([], [note])).toEqual([{ ...note, families: ['ipv4', 'ipv6'], options: [] }]);
  });
});
