// Formatting, of rule files alone. An editor that lets the server say which documents it formats is told so once the
// conversation has begun: a formatter of C beside the user's own would make the editor ask which to take.
import {
  DocumentFormattingRequest,
  DocumentRangeFormattingRequest,
  type ClientCapabilities,
  type ServerCapabilities,
} from 'vscode-languageserver';
import { ruleLanguage } from '../protocol';
import { logFailure } from './context';
import type { ServerContext } from './context';
import { ofRules } from './document-requests';

export function serveFormatting(context: ServerContext): void {
  const { connection } = context;
  connection.onDocumentFormatting(
    ofRules(context, 'textDocument/formatting', (rules, snapshot) => rules.formatting(snapshot)),
  );
  connection.onDocumentRangeFormatting(
    ofRules(context, 'textDocument/rangeFormatting', (rules, snapshot, { range }) =>
      rules.formatting(snapshot, range),
    ),
  );
}

/** What is said of formatting at once, to editors that cannot be told later. */
export function formattingCapabilities(client: ClientCapabilities): ServerCapabilities {
  if (isToldLater(client)) return {};
  return { documentFormattingProvider: true, documentRangeFormattingProvider: true };
}

/** To be called once the client is ready. */
export function registerFormatting({ connection, client }: ServerContext): void {
  if (!isToldLater(client)) return;
  const documentSelector = [{ language: ruleLanguage }];
  for (const type of [DocumentFormattingRequest.type, DocumentRangeFormattingRequest.type]) {
    connection.client
      .register(type, { documentSelector })
      .catch((error: unknown) => logFailure(connection, 'Registering the formatter', error));
  }
}

function isToldLater({ textDocument }: ClientCapabilities): boolean {
  return (
    textDocument?.formatting?.dynamicRegistration === true &&
    textDocument.rangeFormatting?.dynamicRegistration === true
  );
}
