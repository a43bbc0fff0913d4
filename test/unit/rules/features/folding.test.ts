import { describe, expect, it } from 'vitest';
import { open, rules } from '../../../support/rule-fixtures';

describe('folding', () => {
  it('takes tables, comments and rules of one chain', () => {
    const text = '# a\n# b\n*filter\n-A INPUT -j LOG\n-A INPUT -j DROP\nCOMMIT\n';
    const folded = rules.foldingRanges(open(text)).map(({ startLine, endLine }) => [startLine, endLine]);
    expect(folded).toEqual([
      [0, 1],
      [2, 5],
      [3, 4],
    ]);
  });
});
