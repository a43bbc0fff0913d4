// Requests about what both kinds of file have, and what leads from one to the other.
import { sourceSymbols } from '../module/features/symbols';
import { findDefinition } from '../workspace/definition';
import { hoverRules, hoverSource } from '../workspace/hover';
import { findReferences } from '../workspace/references';
import { guard, readyForUses } from './context';
import type { ServerContext } from './context';
import { askEmbedded, ofBoth, snapshotOf } from './document-requests';

export function serveCrossFeatures(context: ServerContext): void {
  const { connection } = context;
  connection.onHover(
    ofBoth(
      context,
      'textDocument/hover',
      (workspace, source, { position }) => hoverSource(workspace, source, position) ?? null,
      (workspace, snapshot, { position }) => hoverRules(workspace, snapshot, position) ?? null,
    ),
  );
  connection.onDocumentSymbol(
    ofBoth(
      context,
      'textDocument/documentSymbol',
      (workspace, source) => sourceSymbols(source, workspace.project.extensionsOf(source)),
      (workspace, snapshot) => workspace.rules.symbols(snapshot),
    ),
  );
  connection.onDefinition(
    guard(context, 'textDocument/definition', null, async (params, workspace) => {
      await context.scanned;
      const snapshot = await snapshotOf(context, workspace, params.textDocument.uri);
      const links = snapshot
        ? findDefinition(workspace, snapshot, params.position)
        : ((await askEmbedded(context, workspace, params, (place, { position }) =>
            findDefinition(workspace, place, position),
          )) ?? []);
      if (context.client.textDocument?.definition?.linkSupport) return links;
      return links.map(({ targetUri, targetSelectionRange }) => ({
        uri: targetUri,
        range: targetSelectionRange,
      }));
    }),
  );
  connection.onReferences(
    guard(context, 'textDocument/references', null, async (params, workspace) => {
      await readyForUses(context, workspace);
      const { includeDeclaration } = params.context;
      return findReferences(workspace, params.textDocument.uri, params.position, includeDeclaration);
    }),
  );
}
