// Requests about the chains of a rule file: their highlights, another name for one, and who jumps to whom.
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { CallHierarchyItem, WorkspaceEdit } from 'vscode-languageserver';
import type { Refusal, RuleService, RuleSnapshot } from '../rules/service';
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
  serveRename(context);
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

function serveRename(context: ServerContext): void {
  const { connection } = context;
  connection.onPrepareRename(
    ofRules(context, 'textDocument/prepareRename', (rules, snapshot, { position }) => {
      const answer = rules.prepareRename(snapshot, position) ?? null;
      return isRefusal(answer) ? refused(answer) : answer;
    }),
  );
  connection.onRenameRequest(
    ofRules(context, 'textDocument/rename', (rules, snapshot, { position, newName, textDocument }) => {
      const answer = rules.rename(snapshot, position, newName);
      if (isRefusal(answer)) return refused(answer);
      return answer ? ({ changes: { [textDocument.uri]: answer } } satisfies WorkspaceEdit) : null;
    }),
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

function isRefusal(answer: unknown): answer is Refusal {
  return typeof answer === 'object' && answer !== null && 'refusal' in answer;
}

/** Editors show the message of a failed request: here it is the reason. */
function refused({ refusal }: Refusal): ResponseError<never> {
  return new ResponseError(LSPErrorCodes.RequestFailed, refusal);
}
