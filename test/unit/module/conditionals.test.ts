// Which lines are compiled under which conditions.
import { expect, test } from 'vitest';
import { conditionsAt, readBranches } from '../../../server/src/module/model/configurations/conditionals';

function conditions(text: string, line: number): string[] {
  return conditionsAt(readBranches(text), line)
    .map(({ expression, holds }) => (holds ? expression : `not ${expression}`))
    .sort();
}

test('branches of one conditional', () => {
  const text = ['#if A', 'a', '#elif B \\', '  && C', 'b', '# else', 'c', '#endif', 'd'].join('\n');
  expect(conditions(text, 1)).toEqual(['A']);
  expect(conditions(text, 4)).toEqual(['B    && C', 'not A']);
  expect(conditions(text, 6)).toEqual(['not A', 'not B    && C']);
  expect(conditions(text, 8)).toEqual([]);
});

test('conditionals within others, also within an initializer', () => {
  const text = 'int x[] = {\n#ifdef A\n#ifndef B\n 1,\n#endif\n 2,\n#endif\n};\n';
  expect(conditions(text, 3)).toEqual(['!defined(B)', 'defined(A)']);
  expect(conditions(text, 5)).toEqual(['defined(A)']);
});

test('comments and strings are no directives', () => {
  const text = '/*\n#if A\n*/\nx\nchar *s = "/*";\n#if B /* why */ // really\ny\n#endif\n';
  expect(conditions(text, 3)).toEqual([]);
  expect(conditions(text, 6)).toEqual(['B']);
});

test.each(['#endif', '#else\n#elif\n', '#if', '#if A\n#else\n#else', '#if \\', '/* #if', '"\n#if A\nb'])(
  'survives %j',
  (text) => {
    expect(() => readBranches(text)).not.toThrow();
  },
);
