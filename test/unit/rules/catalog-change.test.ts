// A file read with another catalog: the same as when it is opened with that, and without another look at its lines while
// the extensions they name are described as before.
import { describe, expect, test } from 'vitest';
import type { ExtensionFact } from '../../../server/src/rules/facts/fact';
import { createCatalog } from '../../../server/src/rules/service';
import type { RuleSnapshot } from '../../../server/src/rules/service';
import { legacy, open, rules } from '../../support/rule-fixtures';

const row = (name: string, options: readonly string[], more: Partial<ExtensionFact> = {}): ExtensionFact => ({
  ...{
    kind: 'target',
    name,
    families: ['ipv4', 'ipv6'],
    explanation: '',
    learned: { from: `libxt_${name}.c` },
  },
  options: options.map((option) => ({ name: option, value: 'integer', explanation: '' })),
  ...more,
});

const catalogOf = (...learned: ExtensionFact[]) => createCatalog({ learned });
const before = catalogOf(row('FOO', ['one']), row('BAR', ['x']));

const texts = {
  'names neither': '*filter\n-A INPUT -p tcp --dport 22 -j ACCEPT\n-A INPUT -j LOG\n',
  'names one': '*filter\n-A INPUT -j BAR --x 1\n-A INPUT -p tcp --dport 1 -j BAR --x 2\n',
  'names the other': '*mangle\n-A INPUT -j FOO --one 1\n-A INPUT -p tcp -j ACCEPT\n',
  'jumps to a chain that may become a target': '*filter\n:NEW - [0:0]\n-A INPUT -j NEW\n-A INPUT -j NEW2\n',
  'has an option that nobody knows': '*filter\n-A INPUT -j BAR --two 1\n',
  'has a match that nobody knows': '*filter\n-A INPUT -m fresh --x 1\n',
};

const changes = {
  'another option of FOO': catalogOf(row('FOO', ['one', 'two']), row('BAR', ['x'])),
  'FOO in one table': catalogOf(row('FOO', ['one'], { tables: ['raw'] }), row('BAR', ['x'])),
  'FOO forgotten': catalogOf(row('BAR', ['x'])),
  'new targets': catalogOf(row('FOO', ['one']), row('BAR', ['x']), row('NEW', []), row('NEW2', [])),
  'a new match': catalogOf(row('FOO', ['one']), row('BAR', ['x']), row('fresh', ['x'], { kind: 'match' })),
  'nothing but other objects': catalogOf(row('FOO', ['one']), row('BAR', ['x'])),
};

const reading = (snapshot: RuleSnapshot) => ({
  diagnostics: rules.diagnostics(snapshot),
  uses: rules.uses(snapshot, { kind: 'target', name: 'FOO' }),
  tokens: rules.semanticTokens(snapshot),
});

describe.each(Object.entries(texts))('a file that %s', (_, text) => {
  test.each(Object.entries(changes))('reads as if opened anew after %s', (_change, catalog) => {
    const kept = rules.withCatalog(open(text, legacy, before), catalog);
    expect(reading(kept)).toEqual(reading(open(text, legacy, catalog)));
    const typed = `${text}-A INPUT -j FOO --two 7\n-A INPUT -j NEW\n`;
    expect(reading(rules.update(kept, typed))).toEqual(reading(open(typed, legacy, catalog)));
  });
});

test('lines are kept unless what they name is described anew', () => {
  const isKept = (text: string, catalog: typeof before) => {
    const snapshot = open(text, legacy, before);
    return rules.withCatalog(snapshot, catalog).lines === snapshot.lines;
  };
  const change = changes['another option of FOO'];
  expect(isKept(texts['names neither'], change)).toBe(true);
  expect(isKept(texts['names one'], change)).toBe(true);
  expect(isKept(texts['names the other'], change)).toBe(false);
  expect(isKept(texts['names the other'], changes['nothing but other objects'])).toBe(true);
  expect(isKept(texts['jumps to a chain that may become a target'], changes['new targets'])).toBe(false);
  expect(isKept(texts['has an option that nobody knows'], change)).toBe(false);
});
