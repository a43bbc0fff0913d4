// Files that are no rule files, or far beyond what people write: answered all the same, and in a few words.
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { open, rules } from '../../support/rule-fixtures';

const megabyte = 1024 * 1024;
const start = { line: 0, character: 0 };

/** Every answer that is given of a file, and what the largest message says. */
function answersFor(text: string): { count: number; longestMessage: number } {
  const snapshot = open(text);
  const found = rules.diagnostics(snapshot);
  const position = { line: 1, character: 30 };
  rules.completions(snapshot, position);
  rules.hover(snapshot, position);
  rules.symbols(snapshot);
  rules.foldingRanges(snapshot);
  rules.references(snapshot, position, true);
  rules.codeActions(snapshot, { start, end: position });
  const edited = rules.update(snapshot, `${text}x`);
  expect(rules.diagnostics(edited)).toEqual(rules.diagnostics(open(`${text}x`)));
  const lengths = found.map(({ message }) => (typeof message === 'string' ? message : message.value).length);
  return { count: found.length, longestMessage: Math.max(0, ...lengths) };
}

describe('a file', { timeout: 300_000 }, () => {
  it.each([
    ['one line of letters', 'x'.repeat(10 * megabyte)],
    ['a rule that never ends', `*filter\n-A INPUT ${'-s 10.0.0.1 '.repeat(megabyte)}\nCOMMIT\n`],
    ['a list that never ends', `*filter\n-A INPUT -s ${'10.0.0.1,'.repeat(megabyte)}\nCOMMIT\n`],
    ['quotes within quotes', `*filter\n-A INPUT -m comment --comment ${'"\\"'.repeat(megabyte)}\nCOMMIT\n`],
    ['an open quote', `*filter\n-A INPUT -m comment --comment "${'a '.repeat(megabyte)}\nCOMMIT\n`],
    ['brackets', `*filter\n${'['.repeat(10 * megabyte)}\nCOMMIT\n`],
    ['a chain of a long name', `*filter\n:${'c'.repeat(10 * megabyte)} - [0:0]\nCOMMIT\n`],
    ['a comment', `# nfw-disable-line ${'x,'.repeat(megabyte)}\n*filter\nCOMMIT\n`],
  ])('of %s is answered', (_what, text) => {
    const { count, longestMessage } = answersFor(text);
    expect(count).toBeLessThan(20_000);
    expect(longestMessage).toBeLessThan(2000);
  });

  it('of bytes is answered', () => {
    const { count } = answersFor(randomBytes(2 * megabyte).toString('utf8'));
    expect(count).toBeGreaterThan(0);
  });

  it('of a hundred thousand chains, each calling the next, is answered', () => {
    const names = Array.from({ length: 100_000 }, (_, index) => `c-${index}`);
    const chains = names.map((name) => `:${name} - [0:0]`);
    const jumps = names.slice(1).map((name, index) => `-A c-${index} -j ${name}`);
    const loop = `-A c-${names.length - 1} -j c-0`;
    const text = ['*filter', ...chains, '-A INPUT -j c-0', ...jumps, loop, 'COMMIT', ''].join('\n');
    const found = rules.diagnostics(open(text));
    expect(found.map(({ code, range }) => [code, range.start.line])).toEqual([['chain-loop', 200_001]]);
  });
});
