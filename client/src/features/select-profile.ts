// Select Rule Profile: what the rules of the open file are read as, said by the file itself in a comment or by the
// settings of the workspace.
import * as vscode from 'vscode';
import { profileRequest, type DocumentProfile } from '../../../server/src/protocol';
import { section } from '../config';
import { registerCommand, type WorkbenchContext } from '../context';
import { explainProfile, nameProfile } from '../rules/describe-profile';
import { editProfileComment, type ProfilePart } from '../rules/profile-comment';

export function activate(context: WorkbenchContext): void {
  registerCommand(context, 'selectProfile', () => selectProfile(context));
}

interface Choice {
  readonly part: ProfilePart;
  /** Undefined to say nothing of it. */
  readonly value: string | undefined;
}

interface ProfileItem extends vscode.QuickPickItem {
  readonly choose?: () => Promise<Choice | undefined>;
}

const versions = ['1.8.7', '1.8.9', '1.8.11'];

async function selectProfile({ server }: WorkbenchContext): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  const profile = document && (await server.request(profileRequest, { uri: document.uri.toString() }));
  const item = await vscode.window.showQuickPick(itemsFor(profile ?? undefined), {
    title: 'Rule Profile',
    placeHolder: profile
      ? `${nameProfile(profile)}: ${explainProfile(profile)}`
      : 'What rule files are checked against',
    matchOnDescription: true,
  });
  const choice = await item?.choose?.();
  if (choice === undefined) return;
  if (document && profile) await askWhere(document, choice);
  else await setForWorkspace(undefined, choice);
}

function itemsFor(profile: DocumentProfile | undefined): ProfileItem[] {
  const current = { ...profile, variant: profile?.isForBoth ? 'both' : profile?.variant };
  const item = (part: ProfilePart, value: string, label: string): ProfileItem => ({
    label,
    choose: () => Promise.resolve({ part, value }),
    ...(current[part] === value && { description: '$(check)' }),
  });
  const automatic = (part: ProfilePart, label: string): ProfileItem => ({
    label,
    choose: () => Promise.resolve({ part, value: undefined }),
  });
  const separator = (label: string): ProfileItem => ({ label, kind: vscode.QuickPickItemKind.Separator });
  return [
    separator('Variant'),
    item('variant', 'legacy', 'legacy (x_tables)'),
    item('variant', 'nft', 'nft (nf_tables)'),
    item('variant', 'both', 'both, told apart where they differ'),
    automatic('variant', 'as the connected target, else nft'),
    separator('Version'),
    ...versions.map((version) => item('version', version, version)),
    { label: 'Another version…', choose: askVersion },
    automatic('version', 'as the connected target, else 1.8.9'),
    separator('Family'),
    item('family', 'ipv4', 'IPv4'),
    item('family', 'ipv6', 'IPv6'),
    automatic('family', 'as the file’s name and first lines say'),
  ];
}

async function askVersion(): Promise<Choice | undefined> {
  const value = await vscode.window.showInputBox({
    prompt: 'Version of iptables, as `iptables --version` prints it',
    placeHolder: '1.8.9',
    validateInput: (text) => (/^\d+\.\d+\.\d+$/.test(text) ? undefined : 'Write it like 1.8.9.'),
  });
  return value === undefined ? undefined : { part: 'version', value };
}

interface PlaceItem extends vscode.QuickPickItem {
  readonly store: (document: vscode.TextDocument, choice: Choice) => Promise<void>;
}

async function askWhere(document: vscode.TextDocument, choice: Choice): Promise<void> {
  const places: PlaceItem[] = [
    {
      label: '$(file) This file',
      description: 'a comment among its first lines',
      store: setInFile,
    },
    {
      label: '$(folder) This workspace',
      description: 'its settings, for files that do not say otherwise',
      store: setForWorkspace,
    },
  ];
  const place = await vscode.window.showQuickPick(places, {
    title: 'Rule Profile',
    placeHolder: 'For what?',
  });
  await place?.store(document, choice);
}

async function setInFile(document: vscode.TextDocument, { part, value }: Choice): Promise<void> {
  const edit = editProfileComment(document.getText(), part, value);
  if (edit === undefined) return;
  const start = new vscode.Position(edit.line, 0);
  const replaced = edit.replaces
    ? document.lineAt(edit.line).rangeIncludingLineBreak
    : new vscode.Range(start, start);
  const change = new vscode.WorkspaceEdit();
  change.replace(document.uri, replaced, edit.text === undefined ? '' : `${edit.text}\n`);
  await vscode.workspace.applyEdit(change);
}

/** What the settings are to say nothing of is left to the target, the file's name and the default. */
async function setForWorkspace(
  document: vscode.TextDocument | undefined,
  { part, value }: Choice,
): Promise<void> {
  const scope =
    vscode.workspace.workspaceFolders === undefined
      ? vscode.ConfigurationTarget.Global
      : vscode.ConfigurationTarget.Workspace;
  const configuration = vscode.workspace.getConfiguration(`${section}.profile`, document?.uri);
  await configuration.update(part, value, scope);
}
