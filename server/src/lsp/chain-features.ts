// Requests about chains, of rule files and of scripts: their highlights, and who jumps to whom.
import type { CallHierarchyItem } from 'vscode-languageserver';
import {
  incomingCallsInScript,
  outgoingCallsInScript,
  prepareCallsInScript,
} from '../embedded/shell/chain-calls';
import { highlightsInScript } from '../embedded/shell/chain-places';
import type { ScriptRules } from '../embedded/shell/script-chain';
import type { RuleService, RuleSnapshot } from '../rules/service';
import { guard } from './context';
import type { ServerContext } from './context';
import { scriptOf, snapshotOf } from './document-requests';
import type { PositionParams } from './document-requests';

export function serveChainFeatures(context: ServerContext): void {
  const { connection } = context;
  const { callHierarchy } = connection.languages;
  const uriOfDocument = ({ textDocument }: PositionParams) => textDocument.uri;
  const uriOfItem = ({ item }: { item: CallHierarchyItem }) => item.uri;
  connection.onDocumentHighlight(
    ofChains(
      context,
      'textDocument/documentHighlight',
      uriOfDocument,
      (rules, snapshot, { position }) => rules.highlights(snapshot, position),
      (rules, script, { position }) => highlightsInScript(rules, script, position),
    ),
  );
  callHierarchy.onPrepare(
    ofChains(
      context,
      'textDocument/prepareCallHierarchy',
      uriOfDocument,
      (rules, snapshot, { position }) => rules.prepareCallHierarchy(snapshot, position),
      (rules, script, { position }) => prepareCallsInScript(rules, script, position),
    ),
  );
  callHierarchy.onIncomingCalls(
    ofChains(
      context,
      'callHierarchy/incomingCalls',
      uriOfItem,
      (rules, snapshot, { item }) => rules.incomingCalls(snapshot, item),
      (rules, script, { item }) => incomingCallsInScript(rules, script, item),
    ),
  );
  callHierarchy.onOutgoingCalls(
    ofChains(
      context,
      'callHierarchy/outgoingCalls',
      uriOfItem,
      (rules, snapshot, { item }) => rules.outgoingCalls(snapshot, item),
      (rules, script, { item }) => outgoingCallsInScript(rules, script, item),
    ),
  );
}

/** Answers for the file that a request is about, by its kind. */
function ofChains<Params, Result>(
  context: ServerContext,
  name: string,
  uriOf: (params: Params) => string,
  inRules: (rules: RuleService, snapshot: RuleSnapshot, params: Params) => Result,
  inScript: (rules: RuleService, script: ScriptRules, params: Params) => Result | undefined,
) {
  return guard<Params, Result | null>(context, name, null, async (params, workspace) => {
    const uri = uriOf(params);
    const snapshot = await snapshotOf(context, workspace, uri);
    if (snapshot) return inRules(workspace.rules, snapshot, params);
    const script = await scriptOf(context, workspace, uri);
    return (script && inScript(workspace.rules, script, params)) ?? null;
  });
}
