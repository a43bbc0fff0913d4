// The requests of LSP that ask about one document: each goes to the service of the document's kind.
import type { Position } from 'vscode-languageserver';
import type { SourceModel } from '../module/service';
import type { RuleService, RuleSnapshot } from '../rules/service';
import { findDefinition } from '../workspace/definition';
import { hoverRules, hoverSource } from '../workspace/hover';
import { findReferences } from '../workspace/references';
import { sourceSymbols } from '../module/features/symbols';
import type { Workspace } from '../workspace/workspace';
import { guard } from './context';
import type { ServerContext } from './context';

interface DocumentParams {
  readonly textDocument: { readonly uri: string };
}

type PositionParams = DocumentParams & { readonly position: Position };

export function serveLanguageFeatures(context: ServerContext): void {
  serveRuleFeatures(context);
  serveCrossFeatures(context);
}

/** What only rule files have. */
function serveRuleFeatures(context: ServerContext): void {
  const { connection } = context;
  /** Answers for rule files with what the service says, and with nothing for others. */
  const ofRules = <Params extends DocumentParams, Result>(
    name: string,
    ask: (rules: RuleService, snapshot: RuleSnapshot, params: Params) => Result,
  ) =>
    guard<Params, Result | null>(context, name, null, async (params, workspace) => {
      const snapshot = await snapshotOf(context, workspace, params);
      return snapshot ? ask(workspace.rules, snapshot, params) : null;
    });
  connection.onCompletion(
    ofRules('textDocument/completion', (rules, snapshot, { position }: PositionParams) =>
      rules.completions(snapshot, position),
    ),
  );
  connection.onFoldingRanges(
    ofRules('textDocument/foldingRange', (rules, snapshot) => rules.foldingRanges(snapshot)),
  );
  connection.onCodeAction(
    ofRules('textDocument/codeAction', (rules, snapshot, { range }) => rules.codeActions(snapshot, range)),
  );
}

/** What both kinds of file have, or what leads from one to the other. */
function serveCrossFeatures(context: ServerContext): void {
  const { connection } = context;
  /** Answers by the kind of the document. */
  const ofBoth = <Params extends DocumentParams, Result>(
    name: string,
    ofSource: (workspace: Workspace, source: SourceModel, params: Params) => Result | null,
    ofRules: (workspace: Workspace, snapshot: RuleSnapshot, params: Params) => Result | null,
  ) =>
    guard<Params, Result | null>(context, name, null, async (params, workspace) => {
      const source = workspace.source(params.textDocument.uri);
      if (source) return ofSource(workspace, source, params);
      const snapshot = await snapshotOf(context, workspace, params);
      return snapshot ? ofRules(workspace, snapshot, params) : null;
    });
  connection.onHover(
    ofBoth(
      'textDocument/hover',
      (workspace, source, { position }) => hoverSource(workspace, source, position) ?? null,
      (workspace, snapshot, { position }) => hoverRules(workspace, snapshot, position) ?? null,
    ),
  );
  connection.onDocumentSymbol(
    ofBoth(
      'textDocument/documentSymbol',
      (workspace, source) => sourceSymbols(source, workspace.project.extensionsOf(source)),
      (workspace, snapshot) => workspace.rules.symbols(snapshot),
    ),
  );
  connection.onDefinition(
    guard(context, 'textDocument/definition', null, async (params, workspace) => {
      await context.scanned;
      const snapshot = await snapshotOf(context, workspace, params);
      const links = snapshot ? findDefinition(workspace, snapshot, params.position) : [];
      if (context.client.textDocument?.definition?.linkSupport) return links;
      return links.map(({ targetUri, targetSelectionRange }) => ({
        uri: targetUri,
        range: targetSelectionRange,
      }));
    }),
  );
  connection.onReferences(
    guard(context, 'textDocument/references', null, async (params, workspace) => {
      await context.scanned;
      const { includeDeclaration } = params.context;
      return findReferences(workspace, params.textDocument.uri, params.position, includeDeclaration);
    }),
  );
}

async function snapshotOf(
  { settings }: ServerContext,
  workspace: Workspace,
  { textDocument: { uri } }: DocumentParams,
): Promise<RuleSnapshot | undefined> {
  if (workspace.kindOf(uri) !== 'rules') return undefined;
  return workspace.ruleSnapshot(uri, await settings.for(uri));
}
