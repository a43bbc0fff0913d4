// The profile that the rules of the open file are read with, beside the language in the status bar: which iptables, which
// version, which family, and who says so. A click changes it.
import * as vscode from 'vscode';
import { profileRequest, ruleLanguage, scriptLanguage, testLanguage } from '../../../server/src/protocol';
import { onSettingChange } from '../config';
import type { WorkbenchContext } from '../context';
import { explainProfile, nameProfile } from '../rules/describe-profile';

const ruleDocuments = [{ language: ruleLanguage }, { language: testLanguage }];

/** Milliseconds without an edit before the profile is asked for again. */
const pause = 500;

export function activate({ extension, server }: WorkbenchContext): void {
  const item = vscode.languages.createLanguageStatusItem('netfilterWorkbench.profile', ruleDocuments);
  item.name = 'Rule profile';
  item.text = 'iptables';
  item.command = { title: 'Change', command: 'netfilterWorkbench.selectProfile' };
  const update = async (): Promise<void> => {
    const document = vscode.window.activeTextEditor?.document;
    if (!document || !mayHaveRules(document)) return;
    const profile = await server.request(profileRequest, { uri: document.uri.toString() });
    // A shell script without iptables has nothing to show.
    item.selector =
      profile && document.languageId === scriptLanguage
        ? [...ruleDocuments, { language: scriptLanguage }]
        : ruleDocuments;
    if (!profile) return;
    item.text = nameProfile(profile);
    item.detail = explainProfile(profile);
  };
  let timer: NodeJS.Timeout | undefined;
  const updateSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void update(), pause);
  };
  extension.subscriptions.push(
    item,
    { dispose: () => clearTimeout(timer) },
    server.onDidStart(() => void update()),
    server.onDidNotify(updateSoon),
    vscode.window.onDidChangeActiveTextEditor(() => void update()),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document === vscode.window.activeTextEditor?.document && mayHaveRules(document)) updateSoon();
    }),
    onSettingChange('profile', updateSoon),
    onSettingChange('shellScripts', updateSoon),
  );
}

function mayHaveRules({ languageId }: vscode.TextDocument): boolean {
  return [ruleLanguage, testLanguage, scriptLanguage].includes(languageId);
}
