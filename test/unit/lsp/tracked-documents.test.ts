// Documents in pieces → the same text after any edits as TextDocument has, whatever ends their lines.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Range } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { trackedDocuments } from '../../../server/src/lsp/tracked-documents';

const uri = 'file:///w/rules.v4';
const piece = fc.constantFrom('-A INPUT -j ACCEPT', 'a', '\n', '\n', '\n', '\u{1f600}');
const withReturns = fc.oneof({ weight: 6, arbitrary: piece }, fc.constantFrom('\r', '\r\n'));
const text = fc.oneof(fc.array(piece), fc.array(withReturns)).map((parts) => parts.join(''));
/** A replacement of a part, by shares of the text; of all of it, when there are none. */
const edit = fc.record({ places: fc.option(fc.tuple(share(), share())), text });

type Edit = typeof edit extends fc.Arbitrary<infer Value> ? Value : never;

function share() {
  return fc.double({ min: 0, max: 1, noNaN: true });
}

/** As an editor tells it, which has the same document. */
function told(document: TextDocument, { places, text }: Edit) {
  if (!places) return { text };
  const [start, end] = places
    .toSorted((a, b) => a - b)
    .map((place) => document.positionAt(Math.floor(place * document.getText().length)));
  return { range: { start, end } as Range, text };
}

it('a document is after any edits what TextDocument makes of it', () => {
  fc.assert(
    fc.property(text, fc.array(edit, { maxLength: 8 }), (start, edits) => {
      let tracked = trackedDocuments.create(uri, 'iptables-rules', 0, start);
      let expected = TextDocument.create(uri, 'iptables-rules', 0, start);
      for (const [index, edit] of edits.entries()) {
        const changes = [told(expected, edit)];
        tracked = trackedDocuments.update(tracked, changes, index + 1);
        expected = TextDocument.update(expected, changes, index + 1);
        expect(tracked.source.text).toBe(expected.getText());
      }
      expect(tracked.version).toBe(expected.version);
    }),
    { numRuns: 1000 },
  );
});
