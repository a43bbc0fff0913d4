import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCatalog } from '../../../../server/src/rules/service';
import { createGrammar } from '../../../../server/src/rules/syntax/grammar';
import { parseLine } from '../../../../server/src/rules/syntax/parser';
import { printLines, tokensOfLine } from '../../../../server/src/rules/syntax/printer';
import { splitLines, updateLines } from '../../../../server/src/rules/syntax/source';
import { open, legacy, nft, rules } from '../../../support/rule-fixtures';
import { applyEdit, edit, placeOf, ruleText } from '../../../support/rule-text';

const anyText = fc.oneof(ruleText, fc.string({ unit: 'binary', maxLength: 200 }));
const grammar = createGrammar(legacy, createCatalog());

// Thousands of texts take their time on a busy machine; nothing here asserts how long.
describe('a rule file', { timeout: 120_000 }, () => {
  it('is lossless: its tokens, put together, are its text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const lines = splitLines(text);
        const tokens = lines.flatMap((line) => tokensOfLine(line, parseLine(line, grammar)));
        expect(tokens.map((token) => token.text).join('')).toBe(text);
        expect(printLines(lines)).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  it('has diagnostics within its text, whatever it says', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom(legacy, nft), (text, profile) => {
        const lines = splitLines(text);
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
          const { start: from, end } = placeOf(text, change);
          text = applyEdit(text, change);
          // Told of the change or not, the lines are the same.
          const told = index % 2 === 0 ? { start: from, end, text: change.text } : undefined;
          snapshot = rules.update(snapshot, text, told);
        }
        const fresh = open(text);
        expect(snapshot.sources).toEqual(fresh.sources);
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
            snapshot = rules.update(snapshot, textOf(next), { start: from, end, text: textOf(inserted) });
            now = next;
          }
          const fresh = open(textOf(now), profile);
          expect(snapshot.sources).toEqual(fresh.sources);
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

describe('an update of lines', () => {
  it('keeps the very lines that stay the same', () => {
    const before = splitLines('a\nb\nc\nd\n');
    const { lines, from, to } = updateLines(before, 'a\nb\nc\nd\n', 'a\nb\nX\nY\nd\n');
    expect({ from, to }).toEqual({ from: 2, to: 4 });
    expect(lines[1]).toBe(before[1]);
    expect(lines[4]).toBe(before[3]);
  });

  it('finds what is inserted between equal lines', () => {
    const before = splitLines('a\na\na\n');
    const { lines } = updateLines(before, 'a\na\na\n', 'a\na\na\na\n');
    expect(printLines(lines)).toBe('a\na\na\na\n');
  });
});
