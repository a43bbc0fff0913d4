import { describe, expect, it } from 'vitest';
import { open, rules } from '../../../support/rule-fixtures';

const text =
  '*filter\n:INPUT DROP [0:0]\n:web - [0:0]\n-A INPUT -j web\n-A web -j LOG\n-A FORWARD -j DROP\nCOMMIT\n';

describe('symbols', () => {
  it('are tables with the chains that the file names', () => {
    const [table] = rules.symbols(open(text));
    expect(table).toMatchObject({ name: 'filter', range: { end: { line: 6 } } });
    expect(table?.children?.map(({ name, detail }) => `${name}: ${detail ?? ''}`)).toEqual([
      'INPUT: DROP, 1 rule',
      'FORWARD: 1 rule',
      'web: 1 rule',
    ]);
  });

  it('lead to the declaration of a chain, or to what names it first', () => {
    const [table] = rules.symbols(open(text));
    expect(table?.children?.map(({ selectionRange }) => selectionRange.start.line)).toEqual([1, 5, 2]);
  });
});
