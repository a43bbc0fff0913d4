// The requests of LSP that ask about one document, by groups.
import { serveCodeLenses } from './code-lenses';
import { serveChainFeatures } from './chain-features';
import type { ServerContext } from './context';
import { serveCrossFeatures } from './cross-features';
import type { Documents } from './documents';
import { serveDocumentSymbols } from './document-symbols';
import { serveFormatting } from './formatting';
import { serveRename } from './rename';
import { serveRuleFeatures } from './rule-features';

export function serveLanguageFeatures(context: ServerContext, documents: Documents): void {
  serveRuleFeatures(context);
  serveFormatting(context);
  serveChainFeatures(context);
  serveCrossFeatures(context);
  serveDocumentSymbols(context);
  serveRename(context, documents);
  serveCodeLenses(context);
}
