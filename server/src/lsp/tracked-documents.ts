// Open documents, each version of which shares with the one before what was not edited: a large rule file is never put
// together to one text again, nor are two of its texts compared, to find the lines that an edit touches.
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Range, TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { SourceText } from '../rules/service';

/** One version of a document. */
export interface TrackedDocument {
  readonly uri: string;
  readonly languageId: string;
  readonly version: number;
  readonly source: SourceText;
}

/** As `TextDocuments` makes and updates its documents. */
export const trackedDocuments = {
  create: (uri: string, languageId: string, version: number, text: string): TrackedDocument => ({
    uri,
    languageId,
    version,
    source: SourceText.of(text),
  }),

  update: (
    document: TrackedDocument,
    edits: readonly TextDocumentContentChangeEvent[],
    version: number,
  ): TrackedDocument => ({ ...document, version, source: edits.reduce(edited, document.source) }),
};

function edited(source: SourceText, edit: TextDocumentContentChangeEvent): SourceText {
  return 'range' in edit
    ? source.changed({ ...offsetsOf(source, edit.range), text: edit.text })
    : source.changedTo(edit.text);
}

/** To an editor a carriage return ends a line too, with a line feed behind it or without: `TextDocument` knows how. */
function offsetsOf(source: SourceText, { start, end }: Range): { start: number; end: number } {
  const text = source.hasReturn ? TextDocument.create('', '', 0, source.text) : source;
  const [one, other] = [text.offsetAt(start), text.offsetAt(end)];
  return { start: Math.min(one, other), end: Math.max(one, other) };
}
