// What all requests that ask about one document have in common: the document's kind says which service answers.
import type { Position } from 'vscode-languageserver';
import type { SourceModel } from '../module/service';
import { leadBack, placeIn } from '../embedded/positions';
import type { ScriptRules } from '../embedded/shell/script-chain';
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

/** The same, and for rules within other files too: `ask` sees the place as that of a rule file. */
export function ofRulesAt<Params extends PositionParams, Result>(
  context: ServerContext,
  name: string,
  ask: (rules: RuleService, snapshot: RuleSnapshot, params: Params) => Result,
) {
  return guard<Params, Result | null>(context, name, null, async (params, workspace) => {
    const snapshot = await snapshotOf(context, workspace, params.textDocument.uri);
    if (snapshot) return ask(workspace.rules, snapshot, params);
    return askEmbedded(context, workspace, params, (place, moved) => ask(workspace.rules, place, moved));
  });
}

/** Asks about a place in rules within another file, and leads the answer back to that file. */
export async function askEmbedded<Params extends PositionParams, Result>(
  { settings }: ServerContext,
  workspace: Workspace,
  params: Params,
  ask: (snapshot: RuleSnapshot, params: Params) => Result,
): Promise<Result | null> {
  const { uri } = params.textDocument;
  const file = workspace.embedded(uri, await settings.for(uri));
  const place = file && placeIn(file.text, file.regions, params.position);
  if (!place) return null;
  const answer = ask(place.read.snapshot, { ...params, position: place.position });
  return leadBack(answer, place.positions) ?? null;
}

/** Answers by the kind of the document; a request with a position is answered in rules within other files too. */
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
    if (snapshot) return ofRuleFile(workspace, snapshot, params);
    if (!hasPosition(params)) return null;
    return askEmbedded(context, workspace, params, (place, moved) => ofRuleFile(workspace, place, moved));
  });
}

function hasPosition<Params extends DocumentParams>(params: Params): params is Params & PositionParams {
  return 'position' in params;
}

/** The script as it is now; undefined for a document of another kind. */
export async function scriptOf(
  { settings }: ServerContext,
  workspace: Workspace,
  uri: string,
): Promise<ScriptRules | undefined> {
  const file = workspace.embedded(uri, await settings.for(uri));
  return file?.kind === 'script' ? file : undefined;
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
