// The outline of a document: of C its extensions, of rule files and scripts their tables and chains. A client that
// understands no tree is given a list.
import type { DocumentSymbol, SymbolInformation } from 'vscode-languageserver';
import { scriptSymbols } from '../embedded/shell/script-symbols';
import { sourceSymbols } from '../module/features/symbols';
import type { Workspace } from '../workspace/workspace';
import { guard } from './context';
import type { ServerContext } from './context';
import { scriptOf, snapshotOf } from './document-requests';

export function serveDocumentSymbols(context: ServerContext): void {
  const takesTree = context.client.textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true;
  context.connection.onDocumentSymbol(
    guard(context, 'textDocument/documentSymbol', null, async ({ textDocument: { uri } }, workspace) => {
      const symbols = await symbolsOf(context, workspace, uri);
      return symbols && !takesTree ? listed(symbols, uri) : symbols;
    }),
  );
}

async function symbolsOf(
  context: ServerContext,
  workspace: Workspace,
  uri: string,
): Promise<DocumentSymbol[] | null> {
  const source = workspace.source(uri);
  if (source) return sourceSymbols(source, workspace.project.extensionsOf(source));
  const snapshot = await snapshotOf(context, workspace, uri);
  if (snapshot) return workspace.rules.symbols(snapshot);
  const script = await scriptOf(context, workspace, uri);
  return script ? scriptSymbols(workspace.rules, script) : null;
}

function listed(
  symbols: readonly DocumentSymbol[],
  uri: string,
  containerName?: string,
): SymbolInformation[] {
  return symbols.flatMap(({ name, kind, range, children = [] }) => [
    { name, kind, location: { uri, range }, ...(containerName !== undefined && { containerName }) },
    ...listed(children, uri, name),
  ]);
}
