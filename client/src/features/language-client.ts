// Starts the language server in the background, and again on request.
import { registerCommand, type WorkbenchContext } from '../context';
import type { LanguageServer } from '../services/language-server';

let server: LanguageServer | undefined;

export function activate(context: WorkbenchContext): void {
  server = context.server;
  registerCommand(context, 'restartServer', () => context.server.restart());
  registerCommand(context, 'showLog', () => context.log.show());
  void context.server.start();
}

/** VS Code waits for this, so the server's process has ended when the window is gone. */
export async function deactivate(): Promise<void> {
  await server?.stop();
}
