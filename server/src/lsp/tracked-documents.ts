// Documents that remember what was last typed into them: of a large rule file, only the lines an edit touches need to be
// looked at, and to find them by comparing two texts would cost more than to look at them.
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import type { Change } from '../rules/service';

/** The one change from the text before to the text of now. */
export interface TrackedChange extends Change {
  readonly before: string;
}

const changes = new WeakMap<TextDocument, TrackedChange>();

/** As `TextDocuments` makes and updates its documents. */
export const trackedDocuments = {
  create: (uri: string, languageId: string, version: number, text: string): TextDocument =>
    TextDocument.create(uri, languageId, version, text),

  update(document: TextDocument, edits: TextDocumentContentChangeEvent[], version: number): TextDocument {
    const [edit] = edits;
    const before = document.getText();
    const change =
      edits.length === 1 && edit && 'range' in edit
        ? {
            before,
            start: document.offsetAt(edit.range.start),
            end: document.offsetAt(edit.range.end),
            text: edit.text,
          }
        : undefined;
    const updated = TextDocument.update(document, edits, version);
    if (change) changes.set(updated, change);
    else changes.delete(updated);
    return updated;
  },
};

/** The last change of a document; undefined where there was none, or several at once. */
export function lastChange(document: TextDocument): TrackedChange | undefined {
  return changes.get(document);
}
