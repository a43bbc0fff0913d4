// The kernel modules of the workspace, and which of them a command means. Sources are found by their names; what a
// module is made of is read from its Kbuild by remote/.
import { dirname } from 'node:path';
import * as vscode from 'vscode';
import type { ModuleSources } from '../../../remote/src/jobs/sources';
import { UserError } from '../../../remote/src/user-error';
import { loadRemote } from '../remote';

const sourcePattern = '**/{xt,ipt,ip6t}_*.c';
const watchedPattern = '**/{{xt,ipt,ip6t,libxt,libipt,libip6t}_*.c,Kbuild,Makefile}';
const chosenKey = 'module';

export class Modules implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscriptions: vscode.Disposable;
  private folders: Promise<readonly string[]> | undefined;
  /** Sources or build files have come, gone or changed. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly memory: vscode.Memento) {
    const watcher = vscode.workspace.createFileSystemWatcher(watchedPattern);
    const forget = (): void => this.forget();
    this.subscriptions = vscode.Disposable.from(
      watcher,
      watcher.onDidCreate(forget),
      watcher.onDidDelete(forget),
      vscode.workspace.onDidChangeWorkspaceFolders(forget),
    );
  }

  /** Folders of the workspace that hold the source of a module. */
  sourceFolders(): Promise<readonly string[]> {
    this.folders ??= findSourceFolders();
    return this.folders;
  }

  async all(): Promise<readonly ModuleSources[]> {
    const folders = await this.sourceFolders();
    if (folders.length === 0) return [];
    const { findModules } = await loadRemote();
    return (await Promise.all(folders.map((folder) => findModules(folder)))).flat();
  }

  /** The module of that name. Rejects with a `UserError` when there is none. */
  async named(name: string): Promise<ModuleSources> {
    const module = (await this.all()).find((candidate) => candidate.module === name);
    if (module !== undefined) return module;
    throw new UserError(
      `The workspace has no module ${name}.`,
      'Name one that a Kbuild or Makefile builds with obj-m.',
      { code: 'no-such-module' },
    );
  }

  /**
   * The module that the user means: the one whose source is being edited, else the only one, else the one chosen
   * from a list. Undefined when the list was dismissed; rejects with a `UserError` when there is no module.
   */
  async choose(): Promise<ModuleSources | undefined> {
    const all = await this.all();
    if (all.length === 0) throw await this.explainNone();
    const edited = vscode.window.activeTextEditor?.document.uri;
    const folder = edited?.scheme === 'file' ? dirname(edited.fsPath) : undefined;
    const made = all.find(
      ({ kernelSources, librarySources }) =>
        edited !== undefined && [...kernelSources, ...librarySources].includes(edited.fsPath),
    );
    if (made !== undefined) return made;
    const beside = all.filter((module) => module.folder === folder);
    const candidates = beside.length > 0 ? beside : all;
    return candidates.length === 1 ? candidates[0] : this.pick(candidates);
  }

  dispose(): void {
    this.subscriptions.dispose();
    this.changed.dispose();
  }

  private async pick(candidates: readonly ModuleSources[]): Promise<ModuleSources | undefined> {
    const last = this.memory.get<string>(chosenKey);
    const items = candidates
      .map((module) => ({
        label: module.module,
        description: nameOf(module.folder),
        module,
      }))
      .sort((a, b) => Number(b.label === last) - Number(a.label === last));
    const item = await vscode.window.showQuickPick(items, { placeHolder: 'Which module?' });
    if (item !== undefined) await this.memory.update(chosenKey, item.label);
    return item?.module;
  }

  private async explainNone(): Promise<UserError> {
    const [folder] = await this.sourceFolders();
    return folder === undefined
      ? new UserError(
          'The workspace holds no kernel module.',
          'Open the folder of an xt_NAME.c, or write one with the snippet “xtables target”.',
          { code: 'no-module' },
        )
      : new UserError(
          `${nameOf(folder)} has no Kbuild or Makefile that builds a module.`,
          'Add a Kbuild with the line `obj-m += xt_NAME.o`.',
          { code: 'no-kbuild' },
        );
  }

  private forget(): void {
    this.folders = undefined;
    this.changed.fire();
  }
}

/** A folder as the explorer calls it; one that was opened itself has no path within another. */
function nameOf(folder: string): string {
  const opened = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.fsPath === folder);
  return opened?.name ?? vscode.workspace.asRelativePath(folder);
}

async function findSourceFolders(): Promise<string[]> {
  const sources = await vscode.workspace.findFiles(sourcePattern, '**/node_modules/**', 500);
  const local = sources.filter(({ scheme }) => scheme === 'file');
  return [...new Set(local.map(({ fsPath }) => dirname(fsPath)))].sort();
}
