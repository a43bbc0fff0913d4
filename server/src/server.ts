// The language server: request → guard → service → answer. It holds the connection and nothing else; what a request
// means is in lsp/, what is known of the files in workspace/.
import type { Connection } from 'vscode-languageserver';
import type { GrammarBytes } from './module/parse';

export interface ServerEnvironment {
  readonly grammars: () => Promise<GrammarBytes>;
}

/** Attaches the server to a connection and starts to listen on it. */
export function createServer(connection: Connection, _environment: ServerEnvironment): void {
  connection.onInitialize(() => ({ capabilities: {} }));
  connection.listen();
}
