// Requests about the text of a rule file: what may be typed at a place, what folds, what can be mended.
import { guard } from './context';
import type { ServerContext } from './context';
import { ofRules, ofRulesAt } from './document-requests';
import type { PositionParams } from './document-requests';

export function serveRuleFeatures(context: ServerContext): void {
  const { connection } = context;
  serveCompletion(context);
  connection.onFoldingRanges(
    ofRules(context, 'textDocument/foldingRange', (rules, snapshot) => rules.foldingRanges(snapshot)),
  );
  connection.onCodeAction(
    ofRules(context, 'textDocument/codeAction', (rules, snapshot, { range }) =>
      rules.codeActions(snapshot, range),
    ),
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
