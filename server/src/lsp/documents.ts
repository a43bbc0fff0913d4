// Open documents → workspace. Text is synchronised incrementally; a document counts before the file of its name.
import { TextDocuments } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import { ruleLanguage, scriptLanguage, testLanguage } from '../protocol';
import { mayCallIptables } from '../shell/service';
import { fileKind, firstCharacters, isC } from '../workspace/file-kind';
import type { FileKind } from '../workspace/file-kind';
import { guardQuietly } from './context';
import type { ServerContext } from './context';
import { readBeside } from './scan';
import { trackedDocuments } from './tracked-documents';
import type { TrackedDocument } from './tracked-documents';

export type Documents = TextDocuments<TrackedDocument>;

export function syncDocuments(
  context: ServerContext,
  folders: readonly string[],
  signal: AbortSignal,
): Documents {
  const documents: Documents = new TextDocuments(trackedDocuments);
  const { connection } = context;
  documents.onDidOpen(({ document: { uri } }) => {
    void guardQuietly(context, 'Reading beside a document', () => readBeside(context, uri, folders, signal));
  });
  documents.onDidChangeContent(({ document }) => {
    const { uri } = document;
    void guardQuietly(context, 'Taking over a document', async () => {
      const workspace = await context.workspace;
      const current = documents.get(uri);
      const kind = current && kindOfDocument(current);
      if (!kind) return;
      workspace.setDocument(uri, kind, current.source);
      context.filesChanged({ uri, cause: 'typed' });
      if (kind === 'script' && mayCallIptables(current.source.text)) await context.useShell();
    });
  });
  documents.onDidClose(({ document: { uri } }) => {
    context.settings.forget(uri);
    void guardQuietly(context, 'Closing a document', async () => {
      (await context.workspace).closeDocument(uri);
      context.filesChanged({ uri, cause: 'elsewhere' });
    });
  });
  documents.listen(connection);
  return documents;
}

/** What editors call shell scripts. */
const scriptLanguages = new Set([scriptLanguage, 'sh', 'bash', 'dash', 'ksh']);

/** By the language the editor gives it; editors that have no language for rule files are helped by name and text. */
function kindOfDocument(document: TrackedDocument): FileKind | undefined {
  const { languageId } = document;
  const { path } = URI.parse(document.uri);
  // A manual page is only looked at when an option gets another name (rename.ts).
  if (path.endsWith('.man')) return undefined;
  if (languageId === ruleLanguage) return 'rules';
  if (languageId === testLanguage) return 'tests';
  if (scriptLanguages.has(languageId)) return 'script';
  if (languageId === 'c' || (languageId === 'cpp' && isC(path))) return 'source';
  return fileKind(path, document.source.head(firstCharacters));
}
