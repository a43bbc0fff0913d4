// Requests about what both kinds of file have, and what leads from one to the other.
import type { LocationLink } from 'vscode-languageserver';
import { definitionInScript } from '../embedded/shell/chain-places';
import { findDefinition } from '../workspace/definition';
import { hoverRules, hoverSource } from '../workspace/hover';
import { findReferences } from '../workspace/references';
import type { Workspace } from '../workspace/workspace';
import { guard, readyForUses } from './context';
import type { ServerContext } from './context';
import { askEmbedded, ofBoth, scriptOf, snapshotOf } from './document-requests';
import type { PositionParams } from './document-requests';

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
  connection.onDefinition(
    guard(context, 'textDocument/definition', null, async (params, workspace) => {
      await context.scanned;
      const links = await definitionOf(context, workspace, params);
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

async function definitionOf(
  context: ServerContext,
  workspace: Workspace,
  params: PositionParams,
): Promise<LocationLink[]> {
  const { uri } = params.textDocument;
  const snapshot = await snapshotOf(context, workspace, uri);
  if (snapshot) return findDefinition(workspace, snapshot, params.position);
  const script = await scriptOf(context, workspace, uri);
  const chain = script && definitionInScript(workspace.rules, { ...script, uri }, params.position);
  if (chain) return chain;
  const found = await askEmbedded(context, workspace, params, (place, { position }) =>
    findDefinition(workspace, place, position),
  );
  return found ?? [];
}
