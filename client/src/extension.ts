// Where VS Code enters: builds the context, then activates each feature with it. Nothing here waits: the language
// server starts in the background, and remote/ with its SSH library is loaded when a target is first needed.
import type * as vscode from 'vscode';
import { createApi, type WorkbenchApi } from './api';
import { createContext } from './context';
import * as applyRules from './features/apply-rules';
import * as build from './features/build';
import * as checkOnSave from './features/check-on-save';
import * as clangd from './features/clangd';
import * as inlineLog from './features/inline-log';
import * as installedIptables from './features/installed-iptables';
import * as kernelHeaders from './features/kernel-headers';
import * as kernelLogCommands from './features/kernel-log-commands';
import * as kernelLogView from './features/kernel-log-view';
import * as languageClient from './features/language-client';
import * as languageStatus from './features/language-status';
import * as lineEnds from './features/line-ends';
import * as load from './features/load';
import * as menu from './features/menu';
import * as newExtension from './features/new-extension';
import * as openShell from './features/open-shell';
import * as problems from './features/problems';
import * as reload from './features/reload';
import * as selectProfile from './features/select-profile';
import * as sessions from './features/sessions';
import * as showRules from './features/show-rules';
import * as statusBar from './features/status-bar';
import * as targets from './features/targets';
import * as tasks from './features/tasks';
import * as testVm from './features/test-vm';
import * as unload from './features/unload';
import * as whenContexts from './features/when-contexts';

const features = [
  whenContexts,
  languageClient,
  languageStatus,
  selectProfile,
  targets,
  sessions,
  installedIptables,
  kernelHeaders,
  testVm,
  lineEnds,
  showRules,
  problems,
  build,
  checkOnSave,
  load,
  unload,
  reload,
  applyRules,
  newExtension,
  clangd,
  openShell,
  tasks,
  kernelLogCommands,
  kernelLogView,
  inlineLog,
  menu,
  statusBar,
];

export function activate(extension: vscode.ExtensionContext): WorkbenchApi {
  const context = createContext(extension);
  for (const feature of features) feature.activate(context);
  return createApi(context);
}

/** All that must end is among the subscriptions, which VS Code disposes of; the server is waited for. */
export function deactivate(): Promise<void> {
  return languageClient.deactivate();
}
