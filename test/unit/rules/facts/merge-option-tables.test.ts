// Tables as several versions of iptables have them, merged into those the project carries.
import { expect, it } from 'vitest';
import { parseOptionTables } from '../../../../server/src/rules/facts/option-tables/parse';
import { mergeOptionTables, textOfTable } from '../../../support/merge-option-tables';

const merged = (...texts: string[]) =>
  mergeOptionTables(
    texts.map((text, index) => ({
      version: ['1.8.9', '1.8.11'][index] ?? '',
      tables: parseOptionTables(text),
    })),
  ).map(textOfTable);

it('of several revisions the highest is kept, for each family', () => {
  const text = `match demo any revision=0 x6
  --old NONE
match demo ipv4 revision=1 x6
  --new NONE`;
  expect(merged(text)).toEqual([
    'match demo ipv4 revision=1\n  --new NONE',
    'match demo ipv6 revision=0\n  --old NONE',
  ]);
});

it('two families with the same options share a table, whatever their revisions', () => {
  const text = `target DEMO ipv4 revision=0 x6
  --a UINT8 1..3 invertible mandatory repeatable
target DEMO ipv6 revision=2 x6
  --a UINT8 1..3 invertible mandatory repeatable`;
  expect(merged(text)).toEqual([
    'target DEMO any revision=2\n  --a UINT8 1..3 invertible mandatory repeatable',
  ]);
});

it('what a version has not is marked, and so is what changes; a version between is taken to have both', () => {
  const older = `match demo any revision=0 x6
  --same STRING excludes=gone requires=changed
  --changed UINT8
  --gone NONE
match dropped any revision=0 none`;
  const newer = `match demo any revision=0 x6
  --same STRING excludes=gone requires=changed
  --changed UINT16
  --added NONE
target ADDED ipv6 revision=0 none`;
  expect(merged(older, newer)).toEqual([
    'target ADDED ipv6 revision=0 since=1.8.10',
    `match demo any revision=0
  --same STRING excludes=gone requires=changed
  --changed UINT16 since=1.8.10
  --added NONE since=1.8.10
  --changed UINT8 until=1.8.10
  --gone NONE until=1.8.10`,
    'match dropped any revision=0 until=1.8.10',
  ]);
});

it('what no rule can name is left out', () => {
  expect(merged('target standard any revision=0 none')).toEqual([]);
});
