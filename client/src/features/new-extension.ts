// New Netfilter Extension: asks what it is to be, a question at a time, and writes a folder that builds and loads as it
// stands. Nothing is written before the last answer.
import { join } from 'node:path';
import * as vscode from 'vscode';
import { nameFault, type ExtensionKind, type Family, type NewExtension } from '../../../scaffold/src/names';
import { filesOf, folderOf } from '../../../scaffold/src/new-extension';
import { writeExtension } from '../../../scaffold/src/write-extension';
import { extensionExistsRequest } from '../../../server/src/protocol';
import { registerCommand, type WorkbenchContext } from '../context';
import { offer, showError } from '../errors';

const title = 'New Netfilter Extension';

export function activate(context: WorkbenchContext): void {
  registerCommand(context, 'newExtension', (given?: GivenAnswers) => newExtension(context, given));
}

/** Answers that a caller gives in advance: a test, a key binding, a walkthrough. What is left out is asked. */
type GivenAnswers = Partial<NewExtension> & { readonly parent?: string };

/** Resolves to the folder that was written; undefined when a question was dismissed or the writing failed. */
async function newExtension(
  context: WorkbenchContext,
  given: GivenAnswers = {},
): Promise<string | undefined> {
  const extension = await describe(context, given);
  if (extension === undefined) return undefined;
  const parent = given.parent ?? (await askParent());
  if (parent === undefined) return undefined;
  const folder = join(parent, folderOf(extension));
  try {
    await writeExtension(folder, filesOf(extension));
  } catch (error) {
    showError(context.log, error);
    return undefined;
  }
  await show(context, folder, extension);
  return folder;
}

async function describe(context: WorkbenchContext, given: GivenAnswers): Promise<NewExtension | undefined> {
  const kind = given.kind ?? (await askKind());
  if (kind === undefined) return undefined;
  const name = given.name ?? (await askName(context, kind));
  if (name === undefined) return undefined;
  const families = given.families ?? (await askFamilies());
  if (families === undefined) return undefined;
  const { secondRevision, perNetns } = given;
  if (secondRevision !== undefined && perNetns !== undefined) {
    return { kind, name, families, secondRevision, perNetns };
  }
  const extras = await askExtras();
  return extras && { kind, name, families, ...extras };
}

async function askKind(): Promise<ExtensionKind | undefined> {
  const items: readonly (vscode.QuickPickItem & { readonly kindOf: ExtensionKind })[] = [
    { label: 'Target', description: '-j NAME', detail: 'Does something with a packet', kindOf: 'target' },
    { label: 'Match', description: '-m name', detail: 'Tells packets apart', kindOf: 'match' },
  ];
  return (await vscode.window.showQuickPick(items, { title, placeHolder: 'A target or a match?' }))?.kindOf;
}

function askName({ server }: WorkbenchContext, kind: ExtensionKind): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title,
    prompt: `Name of the ${kind}, as rules write it`,
    placeHolder: kind === 'target' ? 'MYMARK' : 'mymark',
    validateInput: async (text) => {
      const fault = nameFault(text, kind);
      // An empty box is no mistake yet.
      if (fault !== undefined) return text === '' ? '' : fault;
      const taken = await server.request(extensionExistsRequest, { kind, name: text });
      return taken === true ? `There is a ${kind} ${text} already. Choose another name.` : undefined;
    },
  });
}

async function askFamilies(): Promise<readonly Family[] | undefined> {
  const items: readonly (vscode.QuickPickItem & { readonly families: readonly Family[] })[] = [
    { label: 'IPv4 and IPv6', families: ['ipv4', 'ipv6'] },
    { label: 'IPv4', families: ['ipv4'] },
    { label: 'IPv6', families: ['ipv6'] },
  ];
  return (await vscode.window.showQuickPick(items, { title, placeHolder: 'For which packets?' }))?.families;
}

async function askExtras(): Promise<Pick<NewExtension, 'secondRevision' | 'perNetns'> | undefined> {
  const revision = { label: 'A second revision', detail: 'Shows how an option grows: the mark takes a mask' };
  const netns = { label: 'State of each network namespace', detail: 'A count of packets, in /proc/net' };
  const chosen = await vscode.window.showQuickPick([revision, netns], {
    title,
    placeHolder: 'What else is it to show? Enter for nothing',
    canPickMany: true,
  });
  return chosen && { secondRevision: chosen.includes(revision), perNetns: chosen.includes(netns) };
}

/** The folder that the new one goes into; asked only where there is more than one to choose from. */
async function askParent(): Promise<string | undefined> {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  const [only, ...more] = folders;
  if (only !== undefined && more.length === 0) return only.uri.fsPath;
  if (only !== undefined) return (await vscode.window.showWorkspaceFolderPick())?.uri.fsPath;
  const [chosen] =
    (await vscode.window.showOpenDialog({
      title: 'Folder for the New Extension',
      openLabel: 'Create Here',
      canSelectFiles: false,
      canSelectFolders: true,
    })) ?? [];
  return chosen?.fsPath;
}

async function show(context: WorkbenchContext, folder: string, extension: NewExtension): Promise<void> {
  const module = folderOf(extension);
  await vscode.window.showTextDocument(vscode.Uri.file(join(folder, `${module}.c`)));
  const reload = {
    title: 'Build and Load',
    run: () => vscode.commands.executeCommand('netfilterWorkbench.reload'),
  };
  offer(vscode.window.showInformationMessage, `${module} is written. It builds and loads as it stands.`, [
    reload,
  ]);
  context.log.info(`New extension in ${folder}`);
}
