// The settings of the extension, each read through one typed function; package.json describes them.
import * as vscode from 'vscode';
import type { Level } from '../../remote/src/kernel-log/record';

export const section = 'netfilterWorkbench';

function read<T>(name: string, fallback: T): T {
  return vscode.workspace.getConfiguration(section).get<T>(name, fallback);
}

/** The setting as it stands in settings.json; services/targets.ts checks it. */
export const targetSettings = (): unknown => read<unknown>('targets', []);
export const targetName = (): string => read('target', 'vm');
export const testVmSuite = (): string => read('testVm.suite', 'bookworm');
export const testVmInstance = (): string => read('testVm.instance', 'default');
export const checkOnSave = (): boolean => read('checkOnSave', true);
export const rememberPasswords = (): boolean => read('rememberPasswords', false);
export const followKernelLog = (): boolean => read('kernelLog.follow', true);
export const kernelLogLevel = (): Level => read<Level>('kernelLog.level', 'debug');
export const kernelLogLimit = (): number => Math.max(100, read('kernelLog.limit', 20_000));
export const inlineLogEnabled = (): boolean => read('inlineLog.enabled', true);

/** Calls back when a setting, named without the prefix, has changed. */
export function onSettingChange(name: string, changed: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(`${section}.${name}`)) changed();
  });
}
