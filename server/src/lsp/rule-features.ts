// Requests about the text of a rule file: what may be typed at a place, its colours and numbers, what folds, what can be
// mended.
import { SemanticTokensRangeRequest, SemanticTokensRequest } from 'vscode-languageserver';
import type { CompletionItem, CompletionList } from 'vscode-languageserver';
import { actionsOfEmbedded } from '../workspace/embedded-files';
import { coalesce } from './coalesce';
import { guard, logFailure } from './context';
import type { ServerContext } from './context';
import { ofBoth, ofRules, ofRulesAt, snapshotOf } from './document-requests';
import type { PositionParams } from './document-requests';
import { coloursOf, completionsIn } from './source-features';

export function serveRuleFeatures(context: ServerContext): void {
  const { connection } = context;
  serveCompletion(context);
  serveColours(context);
  connection.onSignatureHelp(
    ofRulesAt(
      context,
      'textDocument/signatureHelp',
      (rules, snapshot, { position }) => rules.signatureHelp(snapshot, position) ?? null,
    ),
  );
  serveRuleNumbers(context);
  connection.onFoldingRanges(
    ofRules(context, 'textDocument/foldingRange', (rules, snapshot) => rules.foldingRanges(snapshot)),
  );
  connection.onCodeAction(
    guard(context, 'textDocument/codeAction', null, async ({ textDocument: { uri }, range }, workspace) => {
      const settings = await context.settings.for(uri);
      const snapshot = await snapshotOf(context, workspace, uri);
      if (snapshot) return workspace.rules.codeActions(snapshot, range);
      const file = workspace.embedded(uri, settings);
      return file ? actionsOfEmbedded(workspace.rules, uri, file, settings, range) : null;
    }),
  );
}

function serveColours(context: ServerContext): void {
  const { connection } = context;
  // Nothing at all, other than no tokens, has the editor go on asking for the part on screen.
  connection.onRequest(
    SemanticTokensRequest.type,
    ofBoth(
      context,
      SemanticTokensRequest.method,
      (_, source) => coloursOf(context, source),
      ({ rules }, snapshot) => rules.semanticTokens(snapshot) ?? null,
    ),
  );
  connection.onRequest(
    SemanticTokensRangeRequest.type,
    ofRules(context, SemanticTokensRangeRequest.method, (rules, snapshot, { range }) =>
      rules.semanticTokensIn(snapshot, range),
    ),
  );
}

/** Milliseconds without a change of settings or files before the numbers are asked for anew. */
const pause = 300;

function serveRuleNumbers(context: ServerContext): void {
  const { connection, client } = context;
  connection.languages.inlayHint.on(
    guard(context, 'textDocument/inlayHint', null, async ({ textDocument: { uri }, range }, workspace) => {
      const { ruleNumbers } = await context.settings.for(uri);
      const snapshot = ruleNumbers ? await snapshotOf(context, workspace, uri) : undefined;
      return snapshot ? workspace.rules.ruleNumbers(snapshot, range) : null;
    }),
  );
  if (!client.workspace?.inlayHint?.refreshSupport) return;
  const refresh = coalesce(pause, () => {
    connection.languages.inlayHint
      .refresh()
      .catch((error: unknown) => logFailure(connection, 'workspace/inlayHint/refresh', error));
  });
  // What is typed into a file the editor asks about by itself.
  context.onFilesChanged(({ cause }) => {
    if (cause === 'elsewhere') refresh();
  });
}

function serveCompletion(context: ServerContext): void {
  const { connection, client } = context;
  const snippets = client.textDocument?.completion?.completionItem?.snippetSupport === true;
  connection.onCompletion(
    ofBoth<PositionParams, CompletionItem[] | CompletionList>(
      context,
      'textDocument/completion',
      (_, source, { position }) => completionsIn(context, source, position),
      ({ rules }, snapshot, { position }) => rules.completions(snapshot, position, { snippets }),
    ),
  );
  connection.onCompletionResolve((item, token) =>
    guard(context, 'completionItem/resolve', item, (_, { rules, catalog }) =>
      rules.resolveCompletion(catalog, item),
    )(item, token),
  );
}
