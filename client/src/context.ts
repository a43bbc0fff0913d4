// What every feature is given. The services hold what lives longer than one command; they know each other in one
// direction only, the order in which they are built here. Features know the services, never each other.
import * as vscode from 'vscode';
import { createLog } from './log';
import { CallSites } from './services/call-sites';
import { Jobs } from './services/jobs';
import { KernelLog } from './services/kernel-log';
import { LanguageServer } from './services/language-server';
import { ModuleLoop } from './services/module-loop';
import { Modules } from './services/modules';
import { ConnectionPrompts } from './services/connection-prompts';
import { Sessions } from './services/sessions';
import { Targets } from './services/targets';

export interface WorkbenchContext {
  readonly extension: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly server: LanguageServer;
  readonly targets: Targets;
  readonly prompts: ConnectionPrompts;
  readonly sessions: Sessions;
  readonly jobs: Jobs;
  readonly modules: Modules;
  readonly loop: ModuleLoop;
  readonly callSites: CallSites;
  readonly kernelLog: KernelLog;
}

export function createContext(extension: vscode.ExtensionContext): WorkbenchContext {
  const log = createLog();
  const server = new LanguageServer(extension, log);
  const targets = new Targets(extension.workspaceState);
  const prompts = new ConnectionPrompts(extension.secrets);
  const sessions = new Sessions(prompts, log);
  const jobs = new Jobs(targets, sessions, log);
  const modules = new Modules(extension.workspaceState);
  const loop = new ModuleLoop(extension.workspaceState);
  const callSites = new CallSites(server, loop, log);
  const kernelLog = new KernelLog(targets, sessions, callSites, loop, log);
  extension.subscriptions.push(log, server, targets, sessions, jobs, modules, loop, callSites, kernelLog);
  return {
    extension,
    log,
    server,
    targets,
    prompts,
    sessions,
    jobs,
    modules,
    loop,
    callSites,
    kernelLog,
  };
}

/** Registers a command of the extension by its id without the prefix. */
export function registerCommand(
  context: WorkbenchContext,
  name: string,
  run: (...parameters: never[]) => unknown,
): void {
  context.extension.subscriptions.push(
    vscode.commands.registerCommand(
      `netfilterWorkbench.${name}`,
      run as (...parameters: unknown[]) => unknown,
    ),
  );
}
