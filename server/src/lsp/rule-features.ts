// Requests about the text of a rule file: what may be typed at a place, its colours and numbers, what folds, what can be
// mended.
import type { SemanticTokens } from 'vscode-languageserver';
import { guard } from './context';
import type { ServerContext } from './context';
import { ofRules, ofRulesAt, snapshotOf } from './document-requests';
import type { PositionParams } from './document-requests';

export function serveRuleFeatures(context: ServerContext): void {
  const { connection } = context;
  serveCompletion(context);
  serveColours(context);
  connection.onSignatureHelp(
    ofRules(
      context,
      'textDocument/signatureHelp',
      (rules, snapshot, { position }) => rules.signatureHelp(snapshot, position) ?? null,
    ),
  );
  connection.languages.inlayHint.on(
    guard(context, 'textDocument/inlayHint', null, async ({ textDocument: { uri }, range }, workspace) => {
      const { ruleNumbers } = await context.settings.for(uri);
      const snapshot = ruleNumbers ? await snapshotOf(context, workspace, uri) : undefined;
      return snapshot ? workspace.rules.ruleNumbers(snapshot, range) : null;
    }),
  );
  connection.onFoldingRanges(
    ofRules(context, 'textDocument/foldingRange', (rules, snapshot) => rules.foldingRanges(snapshot)),
  );
  connection.onCodeAction(
    ofRules(context, 'textDocument/codeAction', (rules, snapshot, { range }) =>
      rules.codeActions(snapshot, range),
    ),
  );
}

function serveColours(context: ServerContext): void {
  const { semanticTokens } = context.connection.languages;
  const none: SemanticTokens = { data: [] };
  semanticTokens.on(
    guard(context, 'textDocument/semanticTokens/full', none, async ({ textDocument }, workspace) => {
      const snapshot = await snapshotOf(context, workspace, textDocument.uri);
      return (snapshot && workspace.rules.semanticTokens(snapshot)) ?? none;
    }),
  );
  semanticTokens.onRange(
    guard(context, 'textDocument/semanticTokens/range', none, async ({ textDocument, range }, workspace) => {
      const snapshot = await snapshotOf(context, workspace, textDocument.uri);
      return snapshot ? workspace.rules.semanticTokensIn(snapshot, range) : none;
    }),
  );
}

function serveCompletion(context: ServerContext): void {
  const { connection, client } = context;
  const snippets = client.textDocument?.completion?.completionItem?.snippetSupport === true;
  connection.onCompletion(
    ofRulesAt(context, 'textDocument/completion', (rules, snapshot, { position }: PositionParams) =>
      rules.completions(snapshot, position, { snippets }),
    ),
  );
  connection.onCompletionResolve((item, token) =>
    guard(context, 'completionItem/resolve', item, (_, { rules, catalog }) =>
      rules.resolveCompletion(catalog, item),
    )(item, token),
  );
}
