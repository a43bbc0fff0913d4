// Another name: for a chain, within its rule file or script; for an option of an extension, in the C that declares it and in
// every rule of the workspace.
import { LSPErrorCodes, MessageType, ResponseError, ShowMessageNotification } from 'vscode-languageserver';
import type {
  Connection,
  Location,
  Position,
  Range,
  RenameParams,
  WorkspaceEdit,
} from 'vscode-languageserver';
import { URI, Utils } from 'vscode-uri';
import { prepareRenameInScript, renameInScript } from '../embedded/shell/rename-chain';
import type { ChainRename } from '../embedded/shell/rename-chain';
import type { Refusal, RenameSubject } from '../rules/service';
import { readUri } from '../workspace/files';
import { prepareOptionRename, renameOption } from '../workspace/rename-option';
import type { Use } from '../workspace/uses';
import type { Workspace } from '../workspace/workspace';
import { guard, readyForUses } from './context';
import type { ServerContext } from './context';
import { scriptOf, snapshotOf } from './document-requests';
import type { Documents } from './documents';

export function serveRename(context: ServerContext, documents: Documents): void {
  const { connection } = context;
  connection.onPrepareRename(
    guard(
      context,
      'textDocument/prepareRename',
      null,
      async ({ textDocument: { uri }, position }, workspace) => {
        const ofChain = await prepareChainRename(context, workspace, uri, position);
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
        const ofChain = await renameChain(context, workspace, uri, position, newName);
        if (ofChain) {
          if (isRefusal(ofChain)) return refused(ofChain);
          if (ofChain.left.length > 0) await warn(connection, describeMentions(uri, ofChain.left));
          return { changes: { [uri]: ofChain.edits } };
        }
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

async function prepareChainRename(
  context: ServerContext,
  workspace: Workspace,
  uri: string,
  position: Position,
): Promise<RenameSubject | Refusal | undefined> {
  const snapshot = await snapshotOf(context, workspace, uri);
  if (snapshot) return workspace.rules.prepareRename(snapshot, position);
  const script = await scriptOf(context, workspace, uri);
  return script && prepareRenameInScript(workspace.rules, script, position);
}

async function renameChain(
  context: ServerContext,
  workspace: Workspace,
  uri: string,
  position: Position,
  newName: string,
): Promise<ChainRename | Refusal | undefined> {
  const snapshot = await snapshotOf(context, workspace, uri);
  if (snapshot) {
    const edits = workspace.rules.rename(snapshot, position, newName);
    return Array.isArray(edits) ? { edits, left: [] } : edits;
  }
  const script = await scriptOf(context, workspace, uri);
  return script && renameInScript(workspace.rules, script, position, newName);
}

function warn(connection: Connection, message: string): Promise<void> {
  return connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message });
}

/** Most places that a message names; who has more will look for them anyway. */
const mostNamed = 3;

function describeLeft(left: readonly Use[]): string {
  return `The option keeps its name where a variable holds it: ${listed(left)}.`;
}

function describeMentions(uri: string, left: readonly Range[]): string {
  const places = listed(left.map((range) => ({ uri, range })));
  return `The name stands in the script besides, where no command of iptables is read, and stays there: ${places}.`;
}

function listed(places: readonly Location[]): string {
  const named = places
    .slice(0, mostNamed)
    .map(({ uri, range }) => `${Utils.basename(URI.parse(uri))}:${range.start.line + 1}`);
  const more = places.length > mostNamed ? ` and ${places.length - mostNamed} more` : '';
  return `${named.join(', ')}${more}`;
}

function isRefusal(answer: unknown): answer is Refusal {
  return typeof answer === 'object' && answer !== null && 'refusal' in answer;
}

/** Editors show the message of a failed request: here it is the reason. */
function refused({ refusal }: Refusal): ResponseError<never> {
  return new ResponseError(LSPErrorCodes.RequestFailed, refusal);
}
