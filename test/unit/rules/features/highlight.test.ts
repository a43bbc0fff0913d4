import { DocumentHighlightKind } from 'vscode-languageserver-types';
import { describe, expect, it } from 'vitest';
import { withCursor } from '../../../support/markers';
import { open, rules } from '../../../support/rule-fixtures';

/** Lines with what each highlight on them is. */
function highlightsAt(fixture: string): string[] {
  const { text, position } = withCursor(fixture);
  return rules
    .highlights(open(text), position)
    .map(
      ({ range, kind }) => `${range.start.line} ${kind === DocumentHighlightKind.Write ? 'write' : 'read'}`,
    );
}

describe('highlight', () => {
  it('tells what makes or changes a chain from what jumps to it or asks', () => {
    expect(
      highlightsAt(
        '*filter\n:web - [0:0]\n-A INPUT -j web\n-A w$0eb -j LOG\n-C web -j LOG\n-F web\nCOMMIT\n',
      ),
    ).toEqual(['1 write', '2 read', '3 write', '4 read', '5 write']);
  });

  it('marks the policy line of a built-in chain too', () => {
    expect(highlightsAt('*filter\n:INPUT ACCEPT [0:0]\n-P INP$0UT DROP\nCOMMIT\n')).toEqual([
      '1 write',
      '2 write',
    ]);
  });

  it('follows a chain through -E', () => {
    expect(highlightsAt('*filter\n-N o$0ld\n-E old new\n-A INPUT -j new\nCOMMIT\n')).toEqual([
      '1 write',
      '2 write',
      '2 write',
      '3 read',
    ]);
  });

  it('keeps to the neighbourhood in a very long file', () => {
    const rules = '-A INPUT -j LOG\n'.repeat(8000);
    const lines = highlightsAt(`*filter\n${rules}-A INP$0UT -j DROP\n${rules}COMMIT\n`);
    expect(lines).toHaveLength(5000);
    expect(lines).toContain('8001 write');
    expect(lines[0]).toBe('5501 write');
  });

  it('is silent where no chain is named', () => {
    expect(highlightsAt('*filter\n-A INPUT -j ACC$0EPT\nCOMMIT\n')).toEqual([]);
  });
});
