// The menu behind the status bar item: everything that can be done at the moment, and nothing that cannot; and the first
// steps for whoever is new to it.
import * as vscode from 'vscode';
import { ruleLanguage } from '../../../server/src/protocol';
import { registerCommand, type WorkbenchContext } from '../context';
import { testVmSupported } from '../services/targets';

interface MenuItem extends vscode.QuickPickItem {
  readonly command?: string;
}

export function activate(context: WorkbenchContext): void {
  registerCommand(context, 'showMenu', () => showMenu(context));
  registerCommand(context, 'getStarted', () =>
    vscode.commands.executeCommand(
      'workbench.action.openWalkthrough',
      `${context.extension.extension.id}#getStarted`,
    ),
  );
}

async function showMenu(context: WorkbenchContext): Promise<void> {
  const item = await vscode.window.showQuickPick(await itemsFor(context), {
    placeHolder: `Netfilter — target ${context.targets.selected?.name ?? 'not selected'}`,
    matchOnDescription: true,
  });
  if (item?.command !== undefined) await vscode.commands.executeCommand(item.command);
}

async function itemsFor(context: WorkbenchContext): Promise<MenuItem[]> {
  const trusted = vscode.workspace.isTrusted;
  return [
    ...(trusted ? await loopItems(context) : [trustItem]),
    separator('Kernel log'),
    entry('output', 'Show Kernel Log', 'showKernelLog'),
    separator('Target'),
    entry('server-environment', 'Select Target…', 'selectTarget', context.targets.selected?.name),
    ...(trusted ? targetItems(context) : []),
    separator('Netfilter Workbench'),
    entry('new-folder', 'New Netfilter Extension…', 'newExtension'),
    entry('rocket', 'Get Started', 'getStarted', 'the first steps, with pictures'),
    entry('note', 'Show Extension Log', 'showLog'),
  ];
}

async function loopItems({ modules }: WorkbenchContext): Promise<MenuItem[]> {
  const hasModule = (await modules.sourceFolders()).length > 0;
  const editsRules = vscode.window.activeTextEditor?.document.languageId === ruleLanguage;
  const rules = editsRules ? [entry('play', 'Apply Rules', 'applyRules', 'the file in the editor')] : [];
  const module = [
    entry('debug-restart', 'Reload Module', 'reload', 'build and swap'),
    entry('tools', 'Build Module', 'build'),
    entry('cloud-upload', 'Load Module', 'load'),
    entry('circle-slash', 'Unload Module', 'unload'),
  ];
  return [
    ...(rules.length > 0 ? [separator('Rules'), ...rules] : []),
    ...(hasModule ? [separator('Module'), ...module] : []),
  ];
}

function targetItems({ targets, sessions }: WorkbenchContext): MenuItem[] {
  const target = targets.selected;
  const connected = target !== undefined && sessions.stateOf(target) === 'connected';
  return [
    entry('terminal', 'Open Shell', 'openShell'),
    ...(connected ? [entry('debug-disconnect', 'Disconnect', 'disconnect')] : []),
    ...(testVmSupported
      ? [
          separator('Test VM'),
          entry('vm-running', 'Start Test VM', 'startTestVm'),
          entry('vm-outline', 'Stop Test VM', 'stopTestVm'),
          entry('discard', 'Reset Test VM', 'resetTestVm', 'throws away all that its disk gathered'),
        ]
      : []),
  ];
}

const trustItem: MenuItem = {
  label: '$(shield) This folder is not trusted',
  detail: 'Until it is, nothing is built and no machine is connected to.',
  command: 'workbench.trust.manage',
};

function entry(icon: string, label: string, command: string, description?: string): MenuItem {
  return {
    label: `$(${icon}) ${label}`,
    command: `netfilterWorkbench.${command}`,
    ...(description !== undefined && { description }),
  };
}

function separator(label: string): MenuItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}
