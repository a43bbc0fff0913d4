// The `when` contexts that package.json shows and hides commands by, and ticks off the walkthrough's steps by, each set in
// this one place.
import * as vscode from 'vscode';
import { ruleLanguage } from '../../../server/src/protocol';
import type { WorkbenchContext } from '../context';
import { testVmSupported } from '../services/targets';

export function activate({ extension, modules, targets, sessions, kernelLog }: WorkbenchContext): void {
  const setModule = (): void => {
    void modules.sourceFolders().then((folders) => set('hasModule', folders.length > 0));
  };
  const setConnected = (): void => {
    const target = targets.selected;
    set('connected', target !== undefined && sessions.stateOf(target) === 'connected');
  };
  const setFollowing = (): void => set('following', kernelLog.following !== undefined);
  // Said of where it is not, so that its commands are offered before the extension is active.
  set('testVmUnsupported', !testVmSupported);
  const noteRules = ({ languageId }: vscode.TextDocument): void => {
    if (languageId === ruleLanguage) set('hasOpenedRules', true);
  };
  vscode.workspace.textDocuments.forEach(noteRules);
  setModule();
  setConnected();
  setFollowing();
  extension.subscriptions.push(
    vscode.workspace.onDidOpenTextDocument(noteRules),
    modules.onDidChange(setModule),
    targets.onDidChange(setConnected),
    sessions.onDidChange(setConnected),
    kernelLog.onDidChange(({ kind }) => kind === 'following' && setFollowing()),
  );
}

function set(name: string, value: unknown): void {
  void vscode.commands.executeCommand('setContext', `netfilterWorkbench.${name}`, value);
}
