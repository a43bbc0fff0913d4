// Requests about the text of a rule file: what may be typed at a place, what folds, what can be mended.
import type { ServerContext } from './context';
import { ofRules } from './document-requests';
import type { PositionParams } from './document-requests';

export function serveRuleFeatures(context: ServerContext): void {
  const { connection } = context;
  connection.onCompletion(
    ofRules(context, 'textDocument/completion', (rules, snapshot, { position }: PositionParams) =>
      rules.completions(snapshot, position),
    ),
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
