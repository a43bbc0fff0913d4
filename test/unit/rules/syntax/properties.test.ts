import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCatalog } from '../../../../server/src/rules/service';
import { createGrammar } from '../../../../server/src/rules/syntax/grammar';
import { parseLine } from '../../../../server/src/rules/syntax/parser';
import { tokensOfLine } from '../../../../server/src/rules/syntax/printer';
import { SourceText } from '../../../../server/src/rules/syntax/source';
import type { SourceLine } from '../../../../server/src/rules/syntax/source';
import { open, legacy, nft, rules } from '../../../support/rule-fixtures';
import { applyEdit, edit, placeOf, ruleText } from '../../../support/rule-text';

const anyText = fc.oneof(ruleText, fc.string({ unit: 'binary', maxLength: 200 }));
const grammar = createGrammar(legacy, createCatalog());

// Thousands of texts take their time on a busy machine; nothing here asserts how long.
describe('a rule file', { timeout: 120_000 }, () => {
  it('is lossless: its tokens, put together, are its text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const tokens = linesOf(text).flatMap((line) => tokensOfLine(line, parseLine(line, grammar)));
        expect(tokens.map((token) => token.text).join('')).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  it('has diagnostics within its text, whatever it says', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom(legacy, nft), (text, profile) => {
        const lines = linesOf(text);
        for (const { range, message } of rules.diagnostics(open(text, profile))) {
          expect(range.start.line).toBeLessThan(Math.max(lines.length, 1));
          expect(range.start.character).toBeLessThanOrEqual(range.end.character);
          expect(range.end.character).toBeLessThanOrEqual(lines[range.end.line]?.text.length ?? 0);
          expect(message).not.toBe('');
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('answers every feature at every position', () => {
    fc.assert(
      fc.property(ruleText, fc.nat(20), fc.nat(80), (text, line, character) => {
        const snapshot = open(text);
        const position = { line, character };
        expect(Array.isArray(rules.completions(snapshot, position).items)).toBe(true);
        expect(Array.isArray(rules.references(snapshot, position, true))).toBe(true);
        rules.hover(snapshot, position);
        rules.definition(snapshot, position);
        rules.symbols(snapshot);
        rules.foldingRanges(snapshot);
        rules.codeActions(snapshot, { start: position, end: position });
      }),
      { numRuns: 500 },
    );
  });

  it('is after any edits what it would be if it were opened so', () => {
    fc.assert(
      fc.property(ruleText, fc.array(edit, { minLength: 1, maxLength: 6 }), (start, edits) => {
        let text = start;
        let snapshot = open(text);
        for (const [index, change] of edits.entries()) {
          const place = placeOf(text, change);
          text = applyEdit(text, change);
          // Whether it is made by a change or given as a whole, the text is the same.
          const { source } = snapshot.lines;
          snapshot = rules.update(
            snapshot,
            index % 2 ? text : source.changed({ ...place, text: change.text }),
          );
        }
        const fresh = open(text);
        expect(snapshot.lines.source.text).toBe(text);
        expect(rules.diagnostics(snapshot)).toEqual(rules.diagnostics(fresh));
        expect(rules.symbols(snapshot)).toEqual(rules.symbols(fresh));
      }),
      { numRuns: 600 },
    );
  });
});

/** Lines that make sense together: chains that are declared, called, renamed and deleted, rules that hide others. */
const tableLine = fc.constantFrom(
  ...[
    '*filter',
    '*nat',
    'COMMIT',
    ':web - [0:0]',
    ':a-1 - [0:0]',
    ':INPUT DROP [0:0]',
    ':LOG - [0:0]',
    '# x',
  ],
  ...[
    '-A INPUT -j web',
    '-A web -j a-1',
    '-A a-1 -j web',
    '-A a-1 -g web',
    '-A OUTPUT -j b-2',
    '-A b-2 -j ACCEPT',
  ],
  ...['-A web -s 10.0.0.1 -j ACCEPT', '-A web -s 10.0.0.1/32 -j ACCEPT', '-A web -j DROP', '-A INPUT -j LOG'],
  ...[
    '-A web -p tcp --dport 22 -j DROP',
    '-A web -p tcp -m tcp --dport 22 -j DROP',
    '-I web 3 -j ACCEPT',
    '-X',
  ],
  ...[
    '-N a-1',
    '-E web a-1',
    '-X a-1',
    '-F web',
    '-D web 1',
    '-R web 1 -j DROP',
    '-P INPUT DROP',
    '-A INPUT -j DROP',
  ],
  ...[
    '-A POSTROUTING -j MASQUERADE',
    '-A a-1 -j MASQUERADE',
    '-A web -m owner --uid-owner 0',
    '-A web -x',
    '-h',
    ' ',
  ],
  ...[
    '-A web -m state --state NEW',
    '-A web -i lo\r',
    '# nfw-disable-line unused-chain',
    '-A INPUT ! -i + -j DROP',
  ],
  ...[
    '-A a-1 -p tcp --dport 1 -m multiport --dports 2,3',
    '-A web -p tcp --dport 99999',
    ' COMMIT',
    '  # y',
    '',
  ],
);

describe('a table', { timeout: 120_000 }, () => {
  it('is after edits of whole lines what it would be if it were opened so', () => {
    const lines = fc.array(tableLine, { maxLength: 30 });
    const change = fc.tuple(fc.nat(30), fc.nat(3), fc.array(tableLine, { maxLength: 3 }));
    fc.assert(
      fc.property(
        lines,
        fc.array(change, { minLength: 1, maxLength: 6 }),
        fc.nat(1),
        (start, changes, nth) => {
          const profile = nth === 0 ? legacy : nft;
          let now = ['*filter', ...start];
          let snapshot = open(textOf(now), profile);
          for (const [at, count, inserted] of changes) {
            const next = now.toSpliced(at, count, ...inserted);
            const from = textOf(now.slice(0, at)).length;
            const end = from + textOf(now.slice(at, at + count)).length;
            const { source } = snapshot.lines;
            snapshot = rules.update(snapshot, source.changed({ start: from, end, text: textOf(inserted) }));
            now = next;
          }
          const fresh = open(textOf(now), profile);
          expect(snapshot.lines.source.text).toBe(textOf(now));
          expect(rules.diagnostics(snapshot)).toEqual(rules.diagnostics(fresh));
          expect(rules.symbols(snapshot)).toEqual(rules.symbols(fresh));
          expect(rules.foldingRanges(snapshot)).toEqual(rules.foldingRanges(fresh));
          for (const line of now.keys()) {
            const position = { line, character: 5 };
            expect(rules.references(snapshot, position, true)).toEqual(
              rules.references(fresh, position, true),
            );
          }
        },
      ),
      { numRuns: 1500 },
    );
  });
});

const textOf = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');

function linesOf(text: string): SourceLine[] {
  const source = SourceText.of(text);
  return Array.from({ length: source.count }, (_, line) => source.lineAt(line) as SourceLine);
}
