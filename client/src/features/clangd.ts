// Set Up clangd: for hover, completion and navigation in the kernel's own types, which a language server for all of C brings
// once it knows where the kernel's headers are.
import * as vscode from 'vscode';
import { registerCommand, type WorkbenchContext } from '../context';
import { offer } from '../errors';
import { announce, runOnModule } from '../module-command';
import { loadRemote } from '../remote';

const clangdExtension = 'llvm-vs-code-extensions.vscode-clangd';

export function activate(context: WorkbenchContext): void {
  registerCommand(context, 'setUpClangd', () => setUpClangd(context));
}

/** Resolves to the paths that were written; undefined when nothing was. */
async function setUpClangd(context: WorkbenchContext): Promise<readonly string[] | undefined> {
  const done = await runOnModule(
    context,
    ({ module }) => `Setting up clangd for ${module}`,
    async (job, { folder }) => {
      const remote = await loadRemote();
      const headers = await remote.fetchKernelHeaders(job);
      return { ...(await remote.setUpClangd(await remote.findModules(folder), headers)), headers };
    },
  );
  if (done === undefined) return undefined;
  const { headers, written, kept } = done.result;
  const result = `clangd is set up for ${done.module.module}, with the headers of ${headers.release}`;
  const sentence = kept === undefined ? `${result}.` : `${result}; your own .clangd is left as it is.`;
  if (vscode.extensions.getExtension(clangdExtension) !== undefined) announce(sentence);
  else offerExtension(sentence);
  return written;
}

function offerExtension(sentence: string): void {
  offer(vscode.window.showInformationMessage, `${sentence} The clangd extension is not installed here.`, [
    {
      title: 'Show Extension',
      run: () => vscode.commands.executeCommand('workbench.extensions.search', `@id:${clangdExtension}`),
    },
  ]);
}
