// Masking and parsing: positions never move, and the kernel's own words don't confuse the grammar.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mask } from '../../../server/src/module/mask';
import { createParser } from '../../../server/src/module/parse';
import { grammars } from './support/project';

const parse = await createParser(grammars);

function hasErrors(text: string): boolean {
  return parse(text).hasError;
}

describe('mask', () => {
  test.each([
    ['annotations', 'static int __init foo_init(void) { return 0; }'],
    ['annotations with arguments', 'static struct foo a __aligned(8);'],
    ['an annotated variable', 'static struct xt_target a[] __read_mostly = { { .name = "A" } };'],
    ['types as arguments', 'int x[] = { XTOPT_POINTER(struct xt_foo, mark), 1 };'],
    ['container_of', 'void f(void) { struct a *x = container_of(y, struct a, z); }'],
    ['loops', 'void f(void) { list_for_each_entry(a, b, c) { g(); } }'],
    ['conditionals in initializers', 'int x[] = {\n#if A\n 1,\n#else\n 2,\n#endif\n};'],
    ['loops by other names', 'void f(void) { do_each_pid_task(a, b, c) { g(); } LIST_FOREACH(d, e) h(); }'],
    ['types with stars as arguments', 'void f(void) { x = LIST_FIND(&l, struct a *, union b **, c); }'],
    ['types of two words as arguments', 'void f(void) { x = max_t(unsigned int, a, b); }'],
    ['types of functions in small letters', 'void f(void) { x = alloc_percpu(struct a); }'],
    ['typeof', 'void f(void) { typeof(*a) *b = kmalloc(offsetof(typeof(*a), c), d); }'],
    ['guards', 'void f(void) { scoped_guard(spinlock_bh, &a->lock) { g(); } }'],
    ['ranges of cases', 'void f(void) { switch (a) { case 1 ... 5: g(); } }'],
    ['named variadic parameters', '#define DEBUGP(format, args...) printk(format, ##args)\nint x;'],
    ['a level before pr_fmt', 'void f(void) { printk(KERN_INFO pr_fmt("a %d\\n"), 1); }'],
  ])('makes %s readable', (_, text) => {
    expect(mask(text)).not.toBe(text);
    expect(hasErrors(text)).toBe(false);
  });

  test.each([
    ['strings', 'char *x = "__init struct KERN_INFO";'],
    ['comments', '/* __init */ int x; // __exit'],
    ['parameters', 'int f(int a, struct foo *b);'],
    ['parameters without names', 'int f(unsigned int, struct foo *);'],
    ['operators that take types', 'void f(void) { x = sizeof(struct a) + offsetof(struct a, b); }'],
    ['calls that are named like loops', 'void f(void) { bus_for_each_dev(a, b); while_each_thread(c, d); }'],
    ['conditionals outside of initializers', '#if A\nint x;\n#endif'],
    ['words that only contain one', 'int my__init, for_each;'],
  ])('leaves %s alone', (_, text) => {
    expect(mask(text)).toBe(text);
  });

  test('keeps length and lines of any text', () => {
    const word = fc.constantFrom(
      '__init ',
      '__aligned(',
      'KERN_INFO ',
      'struct ',
      'list_for_each_entry(',
      '#if\\\n',
      '= {',
      '}',
      '(',
      ')',
      '"',
      "'",
      '\\',
      '/*',
      '*/',
      '//',
      '\n',
      '\r\n',
      'XTOPT_POINTER(',
      'typeof(',
      'scoped_guard(',
      'unsigned int',
      'case 1 ...',
      'foo *',
      '#define f(a...)\n',
      ',',
      '\u{1f525}',
    );
    const text = fc.array(fc.oneof(word, fc.string())).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, (original) => {
        const masked = mask(original);
        expect(masked.length).toBe(original.length);
        expect(masked.split('\n').map(({ length }) => length)).toEqual(
          original.split('\n').map(({ length }) => length),
        );
      }),
    );
  });
});
