// Code lenses of C. A client that says so is given a command that shows the rules; any other the title.
import { CodeLensRefreshRequest, Command } from 'vscode-languageserver';
import type { ClientCapabilities } from 'vscode-languageserver';
import { showRulesCommand } from '../protocol';
import type { ClientExtras, ShownRules } from '../protocol';
import { codeLenses } from '../workspace/code-lenses';
import type { ShowRules } from '../workspace/code-lenses';
import { coalesce } from './coalesce';
import { guard, logFailure, readyForUses } from './context';
import type { ServerContext } from './context';

/** Milliseconds without a change before the lenses are asked for anew. */
const pause = 500;

export function serveCodeLenses(context: ServerContext): void {
  const { connection, client } = context;
  const show = showRulesOf(client);
  connection.onCodeLens(
    guard(context, 'textDocument/codeLens', null, async ({ textDocument: { uri } }, workspace) => {
      if (workspace.kindOf(uri) !== 'source' || !(await context.settings.for(uri)).codeLens) return null;
      await readyForUses(context, workspace);
      const source = workspace.source(uri);
      return source ? codeLenses(workspace, source, show) : null;
    }),
  );
  if (!client.workspace?.codeLens?.refreshSupport) return;
  const refresh = coalesce(pause, () => {
    connection
      .sendRequest(CodeLensRefreshRequest.type)
      .catch((error: unknown) => logFailure(connection, 'workspace/codeLens/refresh', error));
  });
  context.onFilesChanged(refresh);
}

function showRulesOf({ experimental }: ClientCapabilities): ShowRules {
  const extras = (experimental ?? {}) as ClientExtras;
  if (extras.netfilterWorkbench?.showRules !== true) return (title) => ({ title, command: '' });
  return (title, uri, { start: position }, locations) =>
    Command.create(title, showRulesCommand, { uri, position, locations } satisfies ShownRules);
}
