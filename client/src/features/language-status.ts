// The profile that the open rule file is read with, beside the language in the status bar: which iptables, which
// version, which family. A click changes it.
import * as vscode from 'vscode';
import { profileRequest, ruleLanguage, type ProfileSettings } from '../../../server/src/protocol';
import { onSettingChange, section } from '../config';
import { registerCommand, type WorkbenchContext } from '../context';

export function activate(context: WorkbenchContext): void {
  const { extension, server } = context;
  const item = vscode.languages.createLanguageStatusItem('netfilterWorkbench.profile', {
    language: ruleLanguage,
  });
  item.name = 'Rule profile';
  item.text = 'iptables';
  item.command = { title: 'Change', command: 'netfilterWorkbench.selectProfile' };
  const update = async (): Promise<void> => {
    const document = vscode.window.activeTextEditor?.document;
    if (document?.languageId !== ruleLanguage) return;
    const profile = await server.request(profileRequest, { uri: document.uri.toString() });
    if (profile) item.text = describeProfile(profile);
    item.detail = 'what the rules are checked against';
  };
  extension.subscriptions.push(
    item,
    server.onDidStart(() => void update()),
    vscode.window.onDidChangeActiveTextEditor(() => void update()),
    onSettingChange('profile', () => void update()),
  );
  registerCommand(context, 'selectProfile', selectProfile);
}

/** `ip6tables-nft 1.8.9`. */
function describeProfile({ variant, version, family }: ProfileSettings): string {
  return `${family === 'ipv6' ? 'ip6tables' : 'iptables'}-${variant} ${version}`;
}

interface ProfileItem extends vscode.QuickPickItem {
  readonly setting?: 'variant' | 'version' | 'family';
  readonly value?: string;
}

const versions = ['1.8.7', '1.8.9', '1.8.11'];

async function selectProfile(): Promise<void> {
  const resource = vscode.window.activeTextEditor?.document.uri;
  const configuration = vscode.workspace.getConfiguration(`${section}.profile`, resource);
  const item = (label: string, setting: ProfileItem['setting'], value: string): ProfileItem => ({
    label,
    ...(setting && { setting }),
    value,
    ...(configuration.get(setting ?? '') === value && { description: '$(check)' }),
  });
  const separator = (label: string): ProfileItem => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const chosen = await vscode.window.showQuickPick<ProfileItem>(
    [
      separator('Variant'),
      item('legacy (x_tables)', 'variant', 'legacy'),
      item('nft (nf_tables)', 'variant', 'nft'),
      separator('Version'),
      ...versions.map((version) => item(version, 'version', version)),
      { label: 'Another version…', setting: 'version' },
      separator('Family, where the file does not tell'),
      item('IPv4', 'family', 'ipv4'),
      item('IPv6', 'family', 'ipv6'),
    ],
    { placeHolder: 'What rule files are checked against' },
  );
  if (chosen?.setting === undefined) return;
  const value = chosen.value ?? (await askVersion());
  if (value === undefined) return;
  const scope =
    vscode.workspace.workspaceFolders === undefined
      ? vscode.ConfigurationTarget.Global
      : vscode.ConfigurationTarget.Workspace;
  await configuration.update(chosen.setting, value, scope);
}

function askVersion(): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    prompt: 'Version of iptables, as `iptables --version` prints it',
    placeHolder: '1.8.9',
    validateInput: (text) => (/^\d+\.\d+\.\d+$/.test(text) ? undefined : 'Write it like 1.8.9.'),
  });
}
