// Requests about the chains of a rule file: their highlights, and who jumps to whom.
import type { CallHierarchyItem } from 'vscode-languageserver';
import type { RuleService, RuleSnapshot } from '../rules/service';
import { guard } from './context';
import type { ServerContext } from './context';
import { ofRules, ofRulesAt, snapshotOf } from './document-requests';
import type { PositionParams } from './document-requests';

export function serveChainFeatures(context: ServerContext): void {
  const { connection } = context;
  connection.onDocumentHighlight(
    ofRulesAt(context, 'textDocument/documentHighlight', (rules, snapshot, { position }: PositionParams) =>
      rules.highlights(snapshot, position),
    ),
  );
  connection.languages.callHierarchy.onPrepare(
    ofRules(context, 'textDocument/prepareCallHierarchy', (rules, snapshot, { position }) =>
      rules.prepareCallHierarchy(snapshot, position),
    ),
  );
  connection.languages.callHierarchy.onIncomingCalls(
    ofItem(context, 'callHierarchy/incomingCalls', (rules, snapshot, item) =>
      rules.incomingCalls(snapshot, item),
    ),
  );
  connection.languages.callHierarchy.onOutgoingCalls(
    ofItem(context, 'callHierarchy/outgoingCalls', (rules, snapshot, item) =>
      rules.outgoingCalls(snapshot, item),
    ),
  );
}

/** Answers for the file that an item of a call hierarchy is in. */
function ofItem<Result>(
  context: ServerContext,
  name: string,
  ask: (rules: RuleService, snapshot: RuleSnapshot, item: CallHierarchyItem) => Result,
) {
  return guard<{ item: CallHierarchyItem }, Result | null>(
    context,
    name,
    null,
    async ({ item }, workspace) => {
      const snapshot = await snapshotOf(context, workspace, item.uri);
      return snapshot ? ask(workspace.rules, snapshot, item) : null;
    },
  );
}
