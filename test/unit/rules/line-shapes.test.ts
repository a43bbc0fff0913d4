// Lines that share an analysis → the same as each line analysed as if it were the only one.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyseLine } from '../../../server/src/rules/line-analysis';
import { LineShapes } from '../../../server/src/rules/line-shapes';
import type { Names } from '../../../server/src/rules/model/names';
import { createCatalog } from '../../../server/src/rules/service';
import { createGrammar } from '../../../server/src/rules/syntax/grammar';
import type { Grammar } from '../../../server/src/rules/syntax/grammar';
import { noShadowedTargets } from '../../../server/src/rules/syntax/parser';
import { legacy, nft, open, rules } from '../../support/rule-fixtures';

const grammars = [legacy, nft, { ...legacy, family: 'ipv6' as const }].map((profile) =>
  createGrammar(profile, createCatalog()),
);

const corpus = readFileSync(new URL('../../corpus/rules.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => (JSON.parse(line) as { rule: string }).rule)
  .filter((rule) => !rule.includes('\n'));

/** Good and bad values, of the forms that lines may differ in and of others. */
const values = [
  ...['22', '0', '65535', '65536', '022', '0x16', '99999', '1:2', '2:1', ':', '80:', 'f'],
  ...['10.1.2.3', '10.1.2.3/8', '10.1.2.3/33', '10.1.2.3/0', '10.1.2', '1.2.3.256', '01.2.3.4', '1.2.3.4.5'],
  ...['10.0.0.0/255.0.0.0', 'fe80::1', '2001:db8::/32', '::', '::/129', 'dead.beef', '1.2.3.4/', '/', '.'],
  ...['"a b"', '""', '"22"', '"INPUT"', '"-j"', `"${'x'.repeat(40)}"`, '"10.1.2.3"', '"a\\"b"', '"ö"'],
  ...['web-1', 'KUBE-SVC-ABCDEFGHIJ234567', 'a.b_c', '-x1', 'LOG', 'DNAT2', `n1${'x'.repeat(30)}`, 'x1@y'],
  ...['ssh', 'example.org', '1,2', '10.0.0.1,10.0.0.2', '$PORT', '-j', '!', '"', "'a'"],
];

/** A rule of the corpus, some of whose words may have been replaced. */
const variedRule = fc
  .tuple(
    fc.constantFrom(...corpus),
    fc.array(fc.tuple(fc.nat(12), fc.constantFrom(...values)), { maxLength: 3 }),
    fc.constantFrom('', '', '[0:0] ', '[12:3456] ', ' ', '[1:x] ', '[:1] ', '[1', '\t'),
  )
  .map(([rule, changes, start]) => {
    const words = rule.split(' ');
    for (const [index, value] of changes) if (index < words.length) words[index] = value;
    return start + words.join(' ');
  });

/** The same line with one value after the other in the same place. */
const alikeRules = fc
  .tuple(variedRule, fc.nat(12), fc.array(fc.constantFrom(...values), { minLength: 2, maxLength: 8 }))
  .map(([rule, index, replacements]) =>
    replacements.map((value) =>
      rule
        .split(' ')
        .with(index % rule.split(' ').length, value)
        .join(' '),
    ),
  );

function analysedAlone(line: string, grammar: Grammar, names: Names) {
  return analysed(`${line}\n`, grammar, () => new LineShapes(grammar, names));
}

function analysed(text: string, grammar: Grammar, shapes: () => LineShapes) {
  let from = 0;
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      const span = { from, to: from + line.length, isEnded: true };
      from = span.to + 1;
      return analyseLine(text, span, { grammar, shapes: shapes(), shadowed: noShadowedTargets });
    });
}

describe('lines of one shape', { timeout: 120_000 }, () => {
  it('are analysed as each would be alone', () => {
    const lines = fc.array(fc.oneof(alikeRules, fc.array(variedRule)), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(lines, fc.nat(grammars.length - 1), (groups, index) => {
        const grammar = grammars[index] as Grammar;
        const shapes = new LineShapes(grammar);
        const all = groups.flat();
        const together = analysed(all.map((line) => `${line}\n`).join(''), grammar, () => shapes);
        expect(together).toEqual(all.flatMap((line) => analysedAlone(line, grammar, shapes.names)));
      }),
      { numRuns: 3000 },
    );
  });

  it('share their model, wherever their words stand', () => {
    const text = ['web-1 -s 10.0.0.1', 'web-22 -s 10.0.0.2'].map((rule) => `-A ${rule} -j to-2\n`).join('');
    const [grammar] = grammars as [Grammar];
    const shapes = new LineShapes(grammar);
    const [first, second] = analysed(text, grammar, () => shapes);
    expect(first?.model.rule).toBeDefined();
    expect(second?.model).toBe(first?.model);
    expect(second?.name).not.toBe(first?.name);
    expect(second?.jump).toBe(first?.jump);
  });

  it('have their faults found all the same', () => {
    const rule = (address: string) => `-A INPUT -s ${address} -j ACCEPT`;
    const text = `*filter\n${['10.0.0.1', '10.0.0.256', '10.0.0.2/33'].map(rule).join('\n')}\nCOMMIT\n`;
    const found = rules.diagnostics(open(text)).map(({ code, range }) => [code, range.start]);
    expect(found).toEqual([
      ['bad-address', { line: 2, character: 12 }],
      ['bad-address', { line: 3, character: 21 }],
    ]);
  });
});
