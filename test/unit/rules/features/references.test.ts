import { describe, expect, it } from 'vitest';
import { withCursor } from '../../../support/markers';
import { nft, legacy, open, rules } from '../../../support/rule-fixtures';
import type { Profile } from '../../../../server/src/rules/service';

function linesOf(fixture: string, includeDeclaration: boolean, profile: Profile = legacy): number[] {
  const { text, position } = withCursor(fixture);
  return rules.references(open(text, profile), position, includeDeclaration).map(({ start }) => start.line);
}

describe('references', () => {
  const text = '*filter\n:we$0b - [0:0]\n-A INPUT -j web\n-A web -j LOG --log-uid\nCOMMIT\n';

  it('are all places that name a chain', () => {
    expect(linesOf(text, true)).toEqual([1, 2, 3]);
    expect(linesOf(text, false)).toEqual([2, 3]);
  });

  it('are found from a use, with commands of every kind', () => {
    const all = '*filter\n-N web\n-P INPUT DROP\n-A INPUT -g w$0eb\n-I web -j LOG\n-F web\n-X web\nCOMMIT\n';
    expect(linesOf(all, true)).toEqual([1, 3, 4, 5, 6]);
    expect(linesOf(all.replace('w$0eb', 'web').replace('-P INPUT', '-P IN$0PUT'), true)).toEqual([2, 3]);
  });

  it.each([legacy, nft])('go on behind -E', (profile) => {
    const moved = '*filter\n-N o$0ld\n-A INPUT -j old\n-E old new\nCOMMIT\n';
    expect(linesOf(moved, true, profile)).toEqual([1, 2, 3, 3]);
  });

  it('keep a chain apart from a later one of the same name', () => {
    const twice = '*filter\n-N we$0b\n-X web\n-N web\n-A INPUT -j web\nCOMMIT\n';
    expect(linesOf(twice, true)).toEqual([1, 2]);
    expect(linesOf(twice.replace('$0', '').replace('-j web', '-j we$0b'), true)).toEqual([3, 4]);
  });
});
