// Where a file is cut into pieces: between complete declarations, so that no piece means something else by itself.
import { describe, expect, test } from 'vitest';
import { splitText } from '../../../server/src/module/split';

describe('a file is cut', () => {
  test('at blank lines between declarations', () => {
    const text = 'int a;\nint b;\n\n\nvoid f(void)\n{\n\n\tg();\n}\n \t\nint c;';
    expect(splitText(text)).toEqual([
      { text: 'int a;\nint b;\n', line: 0 },
      { text: 'void f(void)\n{\n\n\tg();\n}\n', line: 4 },
      { text: 'int c;', line: 10 },
    ]);
  });

  test('at line ends of either kind', () => {
    expect(splitText('int a;\r\n\r\nint b;\r\n').map(({ line }) => line)).toEqual([0, 2]);
  });

  test('behind a conditional whose branches open the same brace', () => {
    const text = '#if A\nint f(int a) {\n#else\nint f(void) {\n#endif\n\treturn 1;\n}\n\nint b;';
    expect(splitText(text).map(({ line }) => line)).toEqual([0, 8]);
  });
});

describe('a file is not cut', () => {
  test.each([
    ['within braces', 'struct a {\n\tint b;\n\n\tint c;\n};'],
    ['within a conditional', '#if A\nint a;\n\nint b;\n#endif'],
    ['within a directive of several lines', '#define A \\\n\n\t1 /* a\n\n*/'],
    ['within a comment', 'int a; /* {\n\n*/'],
    ['before a declaration is complete', 'MODULE_LICENSE("GPL")\n\nint a;'],
    ['at braces in comments, strings and characters', "int a[] = {'}', 1, /* } */\n// }\n\n'\\'', 2};"],
    ['before the body of a function', 'int f(void)\n\n{\n}'],
  ])('%s', (_, text) => {
    expect(splitText(text)).toEqual([{ text, line: 0 }]);
  });
});
