// What all requests that ask about one document have in common: the document's kind says which service answers.
import type { Position } from 'vscode-languageserver';
import type { SourceModel } from '../module/service';
import type { RuleService, RuleSnapshot } from '../rules/service';
import type { Workspace } from '../workspace/workspace';
import { guard } from './context';
import type { ServerContext } from './context';

export interface DocumentParams {
  readonly textDocument: { readonly uri: string };
}

export type PositionParams = DocumentParams & { readonly position: Position };

/** Answers for rule files with what the service says, and with nothing for others. */
export function ofRules<Params extends DocumentParams, Result>(
  context: ServerContext,
  name: string,
  ask: (rules: RuleService, snapshot: RuleSnapshot, params: Params) => Result,
) {
  return guard<Params, Result | null>(context, name, null, async (params, workspace) => {
    const snapshot = await snapshotOf(context, workspace, params.textDocument.uri);
    return snapshot ? ask(workspace.rules, snapshot, params) : null;
  });
}

/** Answers by the kind of the document. */
export function ofBoth<Params extends DocumentParams, Result>(
  context: ServerContext,
  name: string,
  ofSource: (workspace: Workspace, source: SourceModel, params: Params) => Result | null,
  ofRuleFile: (workspace: Workspace, snapshot: RuleSnapshot, params: Params) => Result | null,
) {
  return guard<Params, Result | null>(context, name, null, async (params, workspace) => {
    const source = workspace.source(params.textDocument.uri);
    if (source) return ofSource(workspace, source, params);
    const snapshot = await snapshotOf(context, workspace, params.textDocument.uri);
    return snapshot ? ofRuleFile(workspace, snapshot, params) : null;
  });
}

/** The rule file as it is now; undefined for a document of another kind. */
export async function snapshotOf(
  { settings }: ServerContext,
  workspace: Workspace,
  uri: string,
): Promise<RuleSnapshot | undefined> {
  if (workspace.kindOf(uri) !== 'rules') return undefined;
  return workspace.ruleSnapshot(uri, await settings.for(uri));
}
