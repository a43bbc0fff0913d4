// The Kernel Log panel's side in the extension: gives rows to the webview while it is there, and acts on what it asks
// for. The panel's own code is in webview/.
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { kernelLogLevel } from '../config';
import type { WorkbenchContext } from '../context';
import { placeOf } from '../kernel-log/call-tracker';
import { describeNotice, describeSite, formatKernelTime } from '../kernel-log/describe';
import type { LogEntry } from '../kernel-log/log-store';
import type { KernelLogChange } from '../services/kernel-log';
import { renderPage } from '../webview/page';
import { viewCommands, type FromView, type LogRow, type ToView } from '../webview/messages';

const viewId = 'netfilterWorkbench.kernelLog';

export function activate(context: WorkbenchContext): void {
  const provider: vscode.WebviewViewProvider = { resolveWebviewView: (view) => attach(context, view) };
  context.extension.subscriptions.push(vscode.window.registerWebviewViewProvider(viewId, provider));
}

/** Serves one webview. VS Code drops its page when it is hidden; shown again, the page asks for everything anew. */
function attach(context: WorkbenchContext, view: vscode.WebviewView): void {
  const { kernelLog, targets, extension } = context;
  const { webview } = view;
  const post = (message: ToView): void => {
    if (view.visible) void webview.postMessage(message);
  };
  const postStatus = (): void => {
    const target = targets.selected?.name;
    const following = kernelLog.following !== undefined;
    view.description = target ?? '';
    const { connecting } = kernelLog;
    post({ type: 'status', status: { target, following, connecting, trusted: vscode.workspace.isTrusted } });
  };
  const postAll = (): void => post({ type: 'reset', rows: kernelLog.store.entries.map(toRow) });
  const subscriptions = vscode.Disposable.from(
    webview.onDidReceiveMessage((message: FromView) => {
      if (message.type === 'ready') {
        postStatus();
        postAll();
      } else void act(context, message);
    }),
    kernelLog.onDidChange((change) => {
      if (change.kind === 'following') postStatus();
      else if (change.kind === 'reset') postAll();
      else post(toAppend(change, kernelLog.store.entries));
    }),
    targets.onDidChange(postStatus),
    vscode.workspace.onDidGrantWorkspaceTrust(postStatus),
  );
  view.onDidDispose(() => {
    subscriptions.dispose();
  });
  webview.options = {
    enableScripts: true,
    localResourceRoots: [vscode.Uri.joinPath(extension.extensionUri, 'dist')],
  };
  webview.html = pageOf(webview, extension.extensionUri);
}

function toAppend(
  { entries }: Extract<KernelLogChange, { kind: 'appended' }>,
  held: readonly LogEntry[],
): ToView {
  return { type: 'append', rows: entries.map(toRow), firstId: held[0]?.id ?? 0 };
}

function toRow(entry: LogEntry): LogRow {
  if (entry.kind !== 'record') {
    return {
      id: entry.id,
      level: undefined,
      time: '',
      text: describeNotice(entry),
      source: undefined,
      raw: '',
    };
  }
  const { record, call } = entry;
  return {
    id: entry.id,
    level: record.level,
    time: formatKernelTime(record.microseconds),
    text: record.text,
    source: call && describeSite(placeOf(call)),
    raw: record.raw,
  };
}

async function act(context: WorkbenchContext, message: Exclude<FromView, { type: 'ready' }>): Promise<void> {
  if (message.type === 'open') return openSource(context, message.id, !message.focus);
  await vscode.commands.executeCommand(viewCommands[message.command]);
}

/** Goes to the call that printed a record, where it stands in the source now. */
async function openSource(context: WorkbenchContext, id: number, preserveFocus: boolean): Promise<void> {
  const entry = context.kernelLog.store.find(id);
  if (entry?.kind !== 'record' || entry.call === undefined) return;
  const { file, line } = placeOf(entry.call);
  const start = new vscode.Position(line - 1, 0);
  await vscode.window.showTextDocument(vscode.Uri.file(file), {
    selection: new vscode.Range(start, start),
    preserveFocus,
  });
}

function pageOf(webview: vscode.Webview, extensionUri: vscode.Uri): string {
  const resource = (name: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'dist', name)).toString();
  return renderPage({
    style: resource('kernel-log.css'),
    script: resource('kernel-log.js'),
    styleSource: webview.cspSource,
    nonce: randomBytes(16).toString('base64'),
    level: kernelLogLevel(),
  });
}
