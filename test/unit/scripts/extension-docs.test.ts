import { expect, test } from 'vitest';
import { describeExtensions } from '../../../scripts/lib/extension-docs.mjs';

const both = ['ipv4', 'ipv6'] as const;

test('a page of the matches and one of the targets, by their names', () => {
  const pages = describeExtensions([
    { kind: 'match', name: 'b', families: both, about: 'Second.', options: [] },
    { kind: 'match', name: 'a', families: both, about: 'First.', example: '-m a', options: [] },
    { kind: 'target', name: 'C', families: both, about: 'Third.', options: [] },
  ]);
  expect([...pages.keys()]).toEqual(['matches.md', 'targets.md']);
  expect(pages.get('matches.md')).toMatch(
    /\[a\]\(#a\) · \[b\]\(#b\)[^]*## a\n\nFirst\.\n\n```\n-m a\n```\n[^]*## b\n\nSecond\./,
  );
  expect(pages.get('targets.md')).toMatch(/## C\n\nThird\./);
});

test('an extension that differs by family is two', () => {
  const of = (family: 'ipv4' | 'ipv6') =>
    ({ kind: 'match', name: 'ah', families: [family], about: '', options: [] }) as const;
  expect(describeExtensions([of('ipv4'), of('ipv6')]).get('matches.md')).toContain(
    '[ah (IPv4)](#ah-ipv4) · [ah (IPv6)](#ah-ipv6)',
  );
});

test('what is said of an option fits into a line of a table', () => {
  const options = [{ syntax: '--x a|b', about: 'Once.\n\nmandatory' }];
  const page = describeExtensions([{ kind: 'match', name: 'a', families: both, about: '', options }]);
  expect(page.get('matches.md')).toContain('| `--x a\\|b` | Once.<br>mandatory |\n');
});
