// Select Target and Add Target. The embedded VM is always offered, so that nobody needs a machine to begin.
import * as vscode from 'vscode';
import type { SshTarget, Target } from '../../../remote/src/target';
import { section } from '../config';
import { registerCommand, type WorkbenchContext } from '../context';
import { describeTarget } from '../targets/describe-target';
import { parseDestination } from '../targets/parse-targets';

interface TargetItem extends vscode.QuickPickItem {
  readonly run?: () => Promise<unknown>;
}

export function activate(context: WorkbenchContext): void {
  registerCommand(context, 'selectTarget', () => selectTarget(context));
  registerCommand(context, 'addTarget', () => addTarget(context));
}

async function selectTarget(context: WorkbenchContext): Promise<void> {
  const items: TargetItem[] = [
    ...context.targets.all.map((target) => itemFor(context, target)),
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    { label: '$(add) Add Target…', description: 'over SSH', run: () => addTarget(context) },
    { label: '$(settings-gear) Edit Targets…', run: openSettings },
  ];
  const item = await vscode.window.showQuickPick(items, {
    placeHolder: 'The machine that modules are built for and loaded on',
    matchOnDescription: true,
  });
  await item?.run?.();
}

function itemFor({ targets, sessions }: WorkbenchContext, target: Target): TargetItem {
  const selected = target.name === targets.selected?.name;
  const state = sessions.stateOf(target);
  return {
    label: `$(${target.kind === 'vm' ? 'vm' : 'server-environment'}) ${target.name}`,
    description: [
      describeTarget(target),
      ...(selected ? ['selected'] : []),
      ...(state === 'disconnected' ? [] : [state]),
    ].join(' · '),
    picked: selected,
    run: () => targets.select(target.name),
  };
}

async function addTarget({ targets }: WorkbenchContext): Promise<void> {
  const destination = await vscode.window.showInputBox({
    title: 'Add Target (1/2)',
    prompt:
      'A machine that you can log in to over SSH, as root or with sudo. What is left out comes from your SSH configuration.',
    placeHolder: 'user@host:port, or a Host of your SSH configuration',
    ignoreFocusOut: true,
    validateInput: (text) =>
      parseDestination(text) === undefined ? 'Write it as host, user@host or user@host:port.' : undefined,
  });
  const parsed = destination === undefined ? undefined : parseDestination(destination);
  if (parsed === undefined) return;
  const name = await vscode.window.showInputBox({
    title: 'Add Target (2/2)',
    prompt: 'A name for it',
    value: parsed.host,
    ignoreFocusOut: true,
    validateInput: (text) => validateName(text, targets.all),
  });
  if (name === undefined) return;
  await store({ name: name.trim(), ...parsed });
  await targets.select(name.trim());
}

function validateName(name: string, taken: readonly Target[]): string | undefined {
  if (name.trim() === '') return 'A target needs a name.';
  return taken.some((target) => target.name === name.trim()) ? 'Another target has this name.' : undefined;
}

async function store(target: Omit<SshTarget, 'kind'>): Promise<void> {
  const configuration = vscode.workspace.getConfiguration(section);
  const existing = configuration.inspect<unknown[]>('targets')?.globalValue ?? [];
  await configuration.update('targets', [...existing, target], vscode.ConfigurationTarget.Global);
}

async function openSettings(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openSettings', `${section}.targets`);
}
