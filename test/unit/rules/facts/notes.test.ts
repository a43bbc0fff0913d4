// The notes of all extensions against the option tables, and each row's own examples against the checks.
import { describe, expect, it } from 'vitest';
import { DiagnosticSeverity } from 'vscode-languageserver-types';
import { shippedExtensions } from '../../../../server/src/rules/facts/catalog';
import type { ExtensionFact, OptionFact } from '../../../../server/src/rules/facts/fact';
import { matchNotes } from '../../../../server/src/rules/facts/matches/all';
import { matchTables } from '../../../../server/src/rules/facts/option-tables/matches';
import { parseOptionTables } from '../../../../server/src/rules/facts/option-tables/parse';
import { targetTables } from '../../../../server/src/rules/facts/option-tables/targets';
import { targetNotes } from '../../../../server/src/rules/facts/targets/all';
import { open, nft, rules } from '../../../support/rule-fixtures';
import { fileOf, optionExample, places } from '../../../support/extension-examples';

const tables = parseOptionTables(matchTables + targetTables);
const notes = [...matchNotes, ...targetNotes];
const title = ({ kind, name, families }: ExtensionFact) => `${kind} ${name} (${families.join(', ')})`;

describe('the notes', () => {
  it('name only options that a table of the extension has', () => {
    const unknown = notes.flatMap(({ kind, name, options }) => {
      const known = tables.filter((table) => table.kind === kind && table.name === name);
      return Object.keys(options)
        .filter((option) => !known.some((table) => table.options.some((row) => row.name === option)))
        .map((option) => `${kind} ${name} --${option}`);
    });
    expect(unknown).toEqual([]);
  });

  it('leave no family of a table without a row', () => {
    const missing = tables.flatMap(({ kind, name, families }) =>
      families.filter((family) => !hasRow(kind, name, family)).map((family) => `${kind} ${name} ${family}`),
    );
    expect(missing).toEqual([]);
  });
});

function hasRow(kind: string, name: string, family: string): boolean {
  return shippedExtensions.some(
    (row) => row.kind === kind && row.name === name && row.families.some((other) => other === family),
  );
}

describe.each(shippedExtensions.map((row) => [title(row), row] as const))('%s', (_, row) => {
  it('explains itself and each option', () => {
    expect([row.explanation, ...row.options.map(({ explanation }) => explanation)]).not.toContain('');
  });

  it('names only its own options among those that go together', () => {
    const known = row.options.flatMap(({ name, aliases }) => [name, ...(aliases ?? [])]);
    const named = row.options.flatMap(({ excludes, requires }) => [...(excludes ?? []), ...(requires ?? [])]);
    const needed = typeof row.needs === 'object' ? row.needs : [];
    expect([...named, ...needed].filter((name) => !known.includes(name))).toEqual([]);
  });

  it('has an example that nothing is wrong with in one place at least', () => {
    const found = places.map((place) => findingsIn(row, fileOf(row.example ?? '', place)));
    expect(found.toSorted((one, other) => one.length - other.length)[0]).toEqual([]);
  });

  it.each(row.options.filter(hasExample).map((option) => [option.name, option] as const))(
    'has a proper example for --%s',
    (_, option) => {
      const { text, start } = optionExample(row, option, { table: 'mangle', chain: 'PREROUTING' });
      const [, rule = ''] = text.split('\n');
      expect(findingsIn(row, text, start - text.indexOf(rule))).toEqual([]);
    },
  );
});

function hasExample({ example }: OptionFact): boolean {
  return example !== undefined;
}

/** The errors and warnings of a file, or only those of its second line from `start` on. */
function findingsIn(row: ExtensionFact, text: string, start = 0): string[] {
  const variant = (['nft', 'legacy'] as const).find((one) => !row.refusedBy?.includes(one));
  // What no kernel takes any more has an example too, of which nothing but that is wrong.
  const expected = variant === undefined ? 'unsupported-extension' : undefined;
  const snapshot = open(text, { ...nft, ...(variant && { variant }), family: row.families[0] ?? 'ipv4' });
  return rules
    .diagnostics(snapshot)
    .filter(
      ({ severity }) => severity === DiagnosticSeverity.Error || severity === DiagnosticSeverity.Warning,
    )
    .filter(({ range, code }) => range.start.character >= start && code !== expected)
    .map(({ code, message }) => `${text.split('\n')[1]}: ${code} ${JSON.stringify(message)}`);
}
