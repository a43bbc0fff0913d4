// The walk along the paths of a function: what it is told of a packet, that it ends on any C, and that it grows with the
// function and not with the number of its paths.
import { describe, expect, test } from 'vitest';
import { packetsOf } from '../../../server/src/module/model/packets/faults';
import { createProject } from '../../../server/src/module/project';
import { service, uriOf } from './support/project';

function packetsIn(text: string) {
  const { model } = service.read(uriOf('xt_FOO.c'), text);
  return packetsOf(model, createProject([model]).scopeOf(model));
}

const foo = (body: string) => `static int foo(struct sk_buff *skb, int a, int b)\n{\n${body}\n}\n`;

/** What has become of the packet wherever the function ends. */
function statusesOf(body: string): string[] {
  const [packet] = packetsIn(foo(body));
  return [...new Set(packet?.exits.map(({ state }) => state.status))].sort();
}

describe('a path', () => {
  test.each([
    ['if (a) kfree_skb(skb);', ['given', 'gone']],
    ['if (a) goto out; kfree_skb(skb); out: return 0;', ['given', 'gone']],
    ['switch (a) { case 1: kfree_skb(skb); break; default: kfree_skb(skb); }', ['gone']],
    ['switch (a) { case 1: case 2: kfree_skb(skb); default: return 1; }', ['given', 'gone']],
    ['switch (a) { case 1: b = 1; case 2: kfree_skb(skb); return 1; default: ; }', ['given', 'gone']],
    ['while (a--) if (b) continue; kfree_skb(skb);', ['gone']],
    ['for (;;) { if (a) break; a = foo_next(); } kfree_skb(skb);', ['gone']],
    ['do { kfree_skb(skb); } while (0);', ['gone']],
    ['while (1) foo_wait(); kfree_skb(skb);', []],
    ['if (a < 0) return 1; if (a >= 0) kfree_skb(skb);', ['given', 'gone']],
    ['if (a == 2 && (b || a != 2)) kfree_skb(skb); else kfree_skb(skb);', ['gone']],
    ['a = 0; if (a) return 1; kfree_skb(skb);', ['gone']],
    ['a = -EINVAL; if (a >= 0) return 1; kfree_skb(skb);', ['gone']],
    ['a = FOO_DROP; if (a == FOO_ACCEPT) return 1; kfree_skb(skb);', ['gone']],
    ['if (a == FOO_DROP) kfree_skb(skb); if (a != FOO_DROP) kfree_skb(skb);', ['gone']],
    ['a = b ? FOO_DROP : FOO_ACCEPT; if (a == FOO_DROP) kfree_skb(skb);', ['given', 'gone']],
    ['if (a) b = 1; else b = 0; if (b) return 0; kfree_skb(skb); return a ? 1 : 2;', ['given', 'gone']],
    ['if (IS_ERR(skb)) BUG(); kfree_skb(skb);', ['gone']],
    ['list_for_each_entry(a, &foo_list, list) { if (a) break; } kfree_skb(skb);', ['gone']],
    ['a ? kfree_skb(skb) : consume_skb(skb);', ['gone']],
    ['if (!(a && b)) { kfree_skb(skb); return 0; } if (a && b) return 1; foo_never(skb);', ['given', 'gone']],
  ])('%s', (body, statuses) => {
    expect(statusesOf(body)).toEqual(statuses);
  });
});

test.each([
  ['a label that is nowhere', 'kfree_skb(skb); goto nowhere;'],
  ['a label that is there twice', 'kfree_skb(skb); goto a; a: a: return 1;'],
  ['break outside of a loop', 'kfree_skb(skb); break;'],
  ['assembly', 'kfree_skb(skb); asm volatile("nop");'],
  ['a syntax error', 'kfree_skb(skb); if (a { } ) x;'],
])('nothing is said of a function with %s', (_, body) => {
  expect(packetsIn(foo(body))).toEqual([]);
});

test('many branches after one another stay many branches', () => {
  const branches = Array.from({ length: 400 }, (_, index) => `if (a & ${index + 1}) b += ${index};`);
  const packets = packetsIn(foo(`${branches.join('\n')}\nif (b) kfree_skb(skb);\nreturn skb->len;`));
  expect(packets.flatMap(({ faults }) => faults.map(({ kind }) => kind))).toEqual(['used']);
});

test('conditions with many parts end', () => {
  const parts = Array.from({ length: 200 }, (_, index) => `(a == ${index} || b > ${index})`);
  const packets = packetsIn(foo(`if (${parts.join(' && ')}) kfree_skb(skb);\nreturn skb->len;`));
  expect(packets).toHaveLength(1);
});

test('nesting of any depth is survived', () => {
  for (const depth of [100, 1000, 5000]) {
    const text = foo(
      `kfree_skb(skb); ${'if (a) {'.repeat(depth)}${'}'.repeat(depth)} return ${'!'.repeat(depth)}a;`,
    );
    expect(() => packetsIn(text)).not.toThrow();
  }
});
