// Requests that C answers in its own way: what may be typed, and colours. clangd answers them better for all else, so
// there are no colours where an editor has them from elsewhere.
import type { CompletionItem, Position, SemanticTokens } from 'vscode-languageserver';
import { completeSource } from '../module/features/completion';
import { sourceTokens } from '../module/features/semantic-tokens';
import type { SourceModel } from '../module/service';
import type { ClientExtras } from '../protocol';
import { semanticTokensLegend } from '../rules/service';
import type { ServerContext } from './context';

export function completionsIn(
  { client }: ServerContext,
  { text }: SourceModel,
  position: Position,
): CompletionItem[] {
  const snippets = client.textDocument?.completion?.completionItem?.snippetSupport === true;
  return completeSource({ text, position }, { snippets });
}

/** Nothing at all when the editor's colours of C come from elsewhere, since it would take ours for all there are. */
export function coloursOf({ client }: ServerContext, source: SourceModel): SemanticTokens | null {
  const extras = (client.experimental ?? {}) as ClientExtras;
  if (extras.netfilterWorkbench?.coloursOfC === 'elsewhere') return null;
  const declaration = 1 << semanticTokensLegend.tokenModifiers.indexOf('declaration');
  const data: number[] = [];
  let [line, character] = [0, 0];
  for (const { range, type, isDeclaration } of sourceTokens(source)) {
    const { start, end } = range;
    const since = start.line === line ? start.character - character : start.character;
    const number = semanticTokensLegend.tokenTypes.indexOf(type);
    data.push(
      start.line - line,
      since,
      end.character - start.character,
      number,
      isDeclaration ? declaration : 0,
    );
    ({ line, character } = start);
  }
  return { data };
}
