// Another name: for a chain, within its file; for an option of an extension, in the C that declares it and in every rule
// of the workspace.
import { LSPErrorCodes, MessageType, ResponseError, ShowMessageNotification } from 'vscode-languageserver';
import type { Connection, RenameParams, WorkspaceEdit } from 'vscode-languageserver';
import { URI, Utils } from 'vscode-uri';
import type { Refusal } from '../rules/service';
import { readUri } from '../workspace/files';
import { prepareOptionRename, renameOption } from '../workspace/rename-option';
import type { Use } from '../workspace/uses';
import { guard, readyForUses } from './context';
import type { ServerContext } from './context';
import { snapshotOf } from './document-requests';
import type { Documents } from './documents';

export function serveRename(context: ServerContext, documents: Documents): void {
  const { connection } = context;
  connection.onPrepareRename(
    guard(
      context,
      'textDocument/prepareRename',
      null,
      async ({ textDocument: { uri }, position }, workspace) => {
        const snapshot = await snapshotOf(context, workspace, uri);
        const ofChain = snapshot && workspace.rules.prepareRename(snapshot, position);
        if (!ofChain) await readyForUses(context, workspace);
        const answer = ofChain ?? prepareOptionRename(workspace, uri, position) ?? null;
        return isRefusal(answer) ? refused(answer) : answer;
      },
    ),
  );
  connection.onRenameRequest(
    guard<RenameParams, WorkspaceEdit | ResponseError<never> | null>(
      context,
      'textDocument/rename',
      null,
      async ({ textDocument: { uri }, position, newName }, workspace) => {
        const snapshot = await snapshotOf(context, workspace, uri);
        const ofChain = snapshot && workspace.rules.rename(snapshot, position, newName);
        if (ofChain) return isRefusal(ofChain) ? refused(ofChain) : { changes: { [uri]: ofChain } };
        await readyForUses(context, workspace);
        const renamed = await renameOption(workspace, uri, position, newName, (manual) =>
          Promise.resolve(documents.get(manual)?.source.text ?? readUri(manual)),
        );
        if (!renamed) return null;
        if (isRefusal(renamed)) return refused(renamed);
        if (renamed.left.length > 0) await warn(connection, describeLeft(renamed.left));
        return { changes: renamed.changes };
      },
    ),
  );
}

function warn(connection: Connection, message: string): Promise<void> {
  return connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message });
}

/** Most places that a message names; who has more will look for them anyway. */
const mostNamed = 3;

function describeLeft(left: readonly Use[]): string {
  const places = left
    .slice(0, mostNamed)
    .map(({ uri, range }) => `${Utils.basename(URI.parse(uri))}:${range.start.line + 1}`);
  const more = left.length > mostNamed ? ` and ${left.length - mostNamed} more` : '';
  return `The option keeps its name where a variable holds it: ${places.join(', ')}${more}.`;
}

function isRefusal(answer: unknown): answer is Refusal {
  return typeof answer === 'object' && answer !== null && 'refusal' in answer;
}

/** Editors show the message of a failed request: here it is the reason. */
function refused({ refusal }: Refusal): ResponseError<never> {
  return new ResponseError(LSPErrorCodes.RequestFailed, refusal);
}
