// The one status bar item: the target, whether it is connected, and what it runs of the workspace's modules. A click
// opens the menu of all that can be done.
import * as vscode from 'vscode';
import type { ModuleState } from '../../../remote/src/jobs/module-state';
import type { Target } from '../../../remote/src/target';
import type { WorkbenchContext } from '../context';
import type { ConnectionState } from '../services/sessions';
import { describeModule } from '../sources/describe-module';
import { describeTarget } from '../targets/describe-target';

export function activate(context: WorkbenchContext): void {
  const { extension, targets, sessions, jobs, modules, loop } = context;
  const item = vscode.window.createStatusBarItem(
    'netfilterWorkbench.target',
    vscode.StatusBarAlignment.Left,
    10,
  );
  item.name = 'Netfilter Target';
  item.command = 'netfilterWorkbench.showMenu';
  const update = (): void => void show(context, item);
  extension.subscriptions.push(
    item,
    targets.onDidChange(update),
    sessions.onDidChange(update),
    jobs.onDidChange(update),
    modules.onDidChange(update),
    loop.onDidChange(update),
    vscode.workspace.onDidGrantWorkspaceTrust(update),
    vscode.workspace.onDidChangeTextDocument(({ document }) => document.languageId === 'c' && update()),
  );
  update();
  item.show();
}

async function show(context: WorkbenchContext, item: vscode.StatusBarItem): Promise<void> {
  const { targets, sessions, jobs } = context;
  const target = targets.selected;
  if (target === undefined) {
    item.text = `$(warning) No target ${targets.selectedName}`;
    item.tooltip = `There is no target “${targets.selectedName}”. A click leads to those there are.`;
    item.accessibilityInformation = { label: `No Netfilter target ${targets.selectedName}`, role: 'button' };
    return;
  }
  const connection = sessions.stateOf(target);
  const states = await loadedStates(context, target);
  const activity = jobs.running ?? (connection === 'connecting' ? 'connecting' : undefined);
  item.text =
    activity === undefined
      ? [`$(${iconOf(target, connection)}) ${target.name}`, ...states.map(describeModule)].join(' · ')
      : `$(sync~spin) ${target.name} · ${activity}`;
  item.tooltip = tooltipOf(target, connection, states);
  item.accessibilityInformation = {
    label: `Netfilter target ${target.name}, ${describeConnection(connection)}`,
    role: 'button',
  };
}

async function loadedStates(
  { modules, loop }: WorkbenchContext,
  target: Target,
): Promise<readonly ModuleState[]> {
  const folders = await modules.sourceFolders();
  return folders.length === 0 ? [] : loop.statesOf(target);
}

function iconOf(target: Target, connection: ConnectionState): string {
  if (connection === 'disconnected') return target.kind === 'vm' ? 'vm-outline' : 'debug-disconnect';
  return target.kind === 'vm' ? 'vm-active' : 'server-environment';
}

function tooltipOf(
  target: Target,
  connection: ConnectionState,
  states: readonly ModuleState[],
): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString('', true);
  tooltip.isTrusted = {
    enabledCommands: ['showMenu', 'selectTarget', 'showKernelLog'].map(
      (name) => `netfilterWorkbench.${name}`,
    ),
  };
  tooltip.appendMarkdown('**Netfilter Workbench**\n\n');
  tooltip.appendMarkdown('Target: ').appendText(`${target.name}, ${describeTarget(target)}`);
  tooltip.appendMarkdown(`, ${describeConnection(connection)}\n\n`);
  for (const state of states) {
    tooltip.appendText(`${describeModule(state)}${describeUse(state)}`).appendMarkdown('\n\n');
  }
  tooltip.appendMarkdown(
    '[All actions](command:netfilterWorkbench.showMenu) · ' +
      '[Select target](command:netfilterWorkbench.selectTarget) · ' +
      '[Kernel log](command:netfilterWorkbench.showKernelLog)',
  );
  return tooltip;
}

function describeConnection(connection: ConnectionState): string {
  return connection === 'disconnected' ? 'not connected' : connection;
}

function describeUse({ loaded, references }: ModuleState): string {
  if (!loaded || references === 0) return '';
  return references === 1 ? ', in use by one rule or module' : `, in use by ${references} rules or modules`;
}
