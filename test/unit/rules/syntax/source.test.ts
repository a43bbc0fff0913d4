// A text and its changes, in pieces → the same as the string and its changes.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharedLines } from '../../../../server/src/rules/syntax/shared-lines';
import { SourceText } from '../../../../server/src/rules/syntax/source';
import { applyEdit, edit, placeOf, ruleText } from '../../../support/rule-text';

const line = fc.constantFrom('', 'a', '-A INPUT -j ACCEPT', '\r', 'x\r', '\u{1f600}');
/** So many lines that they are several pieces. */
const longText = fc
  .tuple(fc.array(line, { maxLength: 8 }), fc.nat(400), fc.constantFrom('', 'end', '\n'))
  .map(([lines, times, end]) => `${lines.join('\n')}\n`.repeat(times) + end);
const change = fc.record({ change: edit, inserted: fc.oneof(fc.constant(undefined), longText) });

function splitLines(text: string) {
  const lines = text.split('\n').map((line) => ({ text: line, ending: '\n' }));
  const last = lines.pop();
  return last && last.text !== '' ? [...lines, { ...last, ending: '' }] : lines;
}

function linesOf(source: SourceText) {
  return Array.from({ length: source.count }, (_, line) => source.lineAt(line));
}

/** All that is asked of a text. */
function expectText(source: SourceText, text: string): void {
  expect(linesOf(source)).toEqual(splitLines(text));
  expect(source.length).toBe(text.length);
  expect(source.hasReturn).toBe(text.includes('\r'));
  expect(source.head(20)).toBe(text.slice(0, 20));
  expect(source.text).toBe(text);
  expect([source.textAt(-1), source.lineAt(source.count)]).toEqual([undefined, undefined]);
  const pieces = source.pieces.map((piece) => piece.text);
  expect(pieces.every((piece, index) => piece.endsWith('\n') || index === pieces.length - 1)).toBe(true);
  expect(pieces).not.toContain('');
}

describe('a text', { timeout: 120_000 }, () => {
  it('is after any changes what the string is', () => {
    fc.assert(
      fc.property(fc.oneof(ruleText, longText), fc.array(change, { maxLength: 8 }), (start, changes) => {
        let text = start;
        let source = SourceText.of(text);
        for (const [index, { change, inserted = change.text }] of changes.entries()) {
          const made = { ...change, text: inserted };
          const place = placeOf(text, made);
          text = applyEdit(text, made);
          const before = source;
          source = index % 3 === 2 ? source.changedTo(text) : source.changed({ ...place, text: inserted });
          const shared = sharedLines(before, source);
          const [was, is] = [linesOf(before), linesOf(source)];
          expect(is.slice(0, shared.start)).toEqual(was.slice(0, shared.start));
          expect(is.slice(is.length - shared.end)).toEqual(was.slice(was.length - shared.end));
          expect(shared.start + shared.end).toBeLessThanOrEqual(Math.min(was.length, is.length));
        }
        expectText(source, text);
      }),
      { numRuns: 150 },
    );
  });

  it('knows the offset of every position', () => {
    fc.assert(
      fc.property(fc.oneof(ruleText, longText), fc.nat(3000), fc.nat(30), (text, line, character) => {
        const lines = splitLines(text);
        const before = lines
          .slice(0, line)
          .reduce((sum, { text, ending }) => sum + text.length + ending.length, 0);
        const within = Math.min(character, lines[line]?.text.length ?? 0);
        expect(SourceText.of(text).offsetAt({ line, character })).toBe(before + within);
      }),
      { numRuns: 500 },
    );
  });

  it('shares the pieces that a change does not touch', () => {
    const before = SourceText.of('-A INPUT -j ACCEPT\n'.repeat(10_000));
    const after = before.changed({ start: before.length / 2, end: before.length / 2, text: 'x\ny' });
    const fresh = after.pieces.filter((piece) => !before.pieces.includes(piece));
    expect(fresh.map(({ count }) => count).reduce((sum, count) => sum + count)).toBeLessThan(1500);
    expect(sharedLines(before, after)).toEqual({ start: 5000, end: 4999 });
  });

  it('is not left in small pieces when most of its lines are deleted', () => {
    let source = SourceText.of('x\n'.repeat(20_000));
    while (source.count > 200) {
      const start = source.count % 7 === 0 ? 0 : Math.floor(source.length / 2);
      source = source.changed({ start, end: Math.min(source.length, start + 100), text: '' });
    }
    expect(source.pieces.length).toBeLessThan(5);
  });
});
