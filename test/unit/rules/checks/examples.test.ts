// Each check shows in its documentation a text that has the fault and one that has not; both are put to the service.
import { describe, expect, it } from 'vitest';
import type { ExtensionFact } from '../../../../server/src/rules/facts/fact';
import { createCatalog, ruleChecks } from '../../../../server/src/rules/service';
import { legacy, nft, open, rules } from '../../../support/rule-fixtures';

/** Examples that stand for something a documentation cannot show as it is. */
const abridged = new Set(['too-long', 'line-too-long', 'carriage-return']);

/** A whole file is taken as it is; single lines are put into a table. */
function fileOf(example: string): string {
  const isFile = example.includes('*');
  const chains = /^-A (?!INPUT|FORWARD|OUTPUT)(\S+)|-j ([a-z][a-z-]*)$/gm;
  const declared = [...example.matchAll(chains)].map(([, own, target]) => own ?? target);
  const missing = [...new Set(declared)].filter(
    (name) => name !== undefined && !example.includes(`:${name}`),
  );
  const lines = missing.map((name) => `:${name ?? ''} - [0:0]\n`).join('');
  return isFile ? example : `*filter\n${lines}${example}\nCOMMIT\n`;
}

/** What the examples of extensions of one's own are about. */
const foo: ExtensionFact = {
  kind: 'target',
  name: 'FOO',
  families: ['ipv4', 'ipv6'],
  tables: ['filter'],
  hooks: ['FORWARD', 'OUTPUT'],
  protocols: ['tcp'],
  options: [],
  explanation: '',
  learned: { from: '/w/libxt_FOO.c', kernel: '/w/xt_FOO.c' },
};
const catalog = createCatalog({ learned: [foo] });

function codesIn(text: string): unknown[] {
  return [legacy, nft].flatMap((profile) =>
    rules.diagnostics(open(text, profile, catalog)).map(({ code }) => code),
  );
}

describe.each(ruleChecks.filter(({ code }) => !abridged.has(code)))('the example of $code', (check) => {
  it('has the fault', () => {
    expect(codesIn(isWhole(check.code) ? check.example.bad : fileOf(check.example.bad))).toContain(
      check.code,
    );
  });

  it('is put right', () => {
    const good = isWhole(check.code) ? check.example.good : fileOf(check.example.good);
    expect(codesIn(good)).not.toContain(check.code);
  });
});

/** Texts in which nothing is to be added, not even the chains they name. */
function isWhole(code: string): boolean {
  return ['missing-commit', 'no-final-newline', 'outside-table', 'misplaced-blank', 'unknown-table'].includes(
    code,
  );
}

describe('the list of checks', () => {
  it('has each code once', () => {
    const codes = ruleChecks.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
  });
});
