import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCatalog } from '../../../../server/src/rules/service';
import { createGrammar } from '../../../../server/src/rules/syntax/grammar';
import { parseLine } from '../../../../server/src/rules/syntax/parser';
import { tokensOfLine } from '../../../../server/src/rules/syntax/printer';
import { SourceText } from '../../../../server/src/rules/syntax/source';
import type { SourceLine } from '../../../../server/src/rules/syntax/source';
import { open, legacy, nft, rules } from '../../../support/rule-fixtures';
import { ruleText } from '../../../support/rule-text';

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
});

function linesOf(text: string): SourceLine[] {
  const source = SourceText.of(text);
  return Array.from({ length: source.count }, (_, line) => source.lineAt(line) as SourceLine);
}
