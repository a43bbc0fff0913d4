// What the compiler, modpost and the linker complained about in the last build, in the Problems panel. The next build
// of the same module clears it.
import * as vscode from 'vscode';
import type { WorkbenchContext } from '../context';
import { showProblems } from '../diagnostics';

export function activate({ extension, loop }: WorkbenchContext): void {
  const collections = new Map<string, vscode.DiagnosticCollection>();
  const collectionOf = (module: string): vscode.DiagnosticCollection => {
    const known = collections.get(module);
    if (known !== undefined) return known;
    const created = vscode.languages.createDiagnosticCollection(`netfilter-build ${module}`);
    extension.subscriptions.push(created);
    collections.set(module, created);
    return created;
  };
  extension.subscriptions.push(
    loop.onWillBuild(({ module }) => collectionOf(module).clear()),
    loop.onDidBuild(({ module, result }) =>
      showProblems(collectionOf(module.module), result.problems, module.module),
    ),
  );
}
