// Which kernels the connected targets run, told to the language server with the place of their headers: the C of modules is
// then checked for just these kernels. Headers of a machine that is new here are fetched when it is first connected.
import * as vscode from 'vscode';
import type { JobReport } from '../../../remote/src/jobs/job';
import type { Target } from '../../../remote/src/target';
import { sentenceOf } from '../../../remote/src/user-error';
import { kernelHeadersNotification, type KernelHeaders } from '../../../server/src/protocol';
import type { WorkbenchContext } from '../context';
import { loadRemote } from '../remote';

export function activate(context: WorkbenchContext): void {
  const { extension, sessions, targets, server } = context;
  /** By target; undefined while they are asked for, and when a target has none. */
  const known = new Map<string, KernelHeaders | undefined>();
  let told = '[]';
  const tell = async (): Promise<void> => {
    const headers = [...known.values()].filter((place) => place !== undefined);
    const text = JSON.stringify(headers);
    if (text === told) return;
    told = text;
    await server.notify(kernelHeadersNotification, headers);
  };
  const follow = async (): Promise<void> => {
    const connected = targets.all.filter((target) => sessions.stateOf(target) === 'connected');
    const names = new Set(connected.map(({ name }) => name));
    for (const name of known.keys()) if (!names.has(name)) known.delete(name);
    await tell();
    for (const target of connected) {
      if (known.has(target.name)) continue;
      known.set(target.name, undefined);
      const headers = await ask(context, target);
      if (known.has(target.name)) known.set(target.name, headers);
      await tell();
    }
  };
  extension.subscriptions.push(
    sessions.onDidChange(() => void follow()),
    targets.onDidChange(() => void follow()),
    // A server that was started again knows nothing of it.
    server.onDidStart(() => {
      told = '[]';
      void tell();
    }),
  );
}

/** Undefined when there are none; nobody waits for this, so the log says why. */
async function ask({ sessions, log }: WorkbenchContext, target: Target): Promise<KernelHeaders | undefined> {
  const cancelled = new AbortController();
  let finish: () => void = () => undefined;
  const finished = new Promise<void>((resolve) => (finish = resolve));
  // Only a fetch has steps, and only a fetch takes so long that somebody may want to cancel it.
  const report: JobReport = {
    step: (title) => void showProgress(title, finished, cancelled),
    output: () => undefined,
  };
  try {
    const { fetchKernelHeaders } = await loadRemote();
    const { signal } = cancelled;
    const session = await sessions.open(target, { report, signal });
    const { release, build, includes } = await fetchKernelHeaders({ target, session, signal, report });
    log.info(`The headers of ${target.name}'s kernel ${release} are known.`);
    return { name: `${release} on ${target.name}`, build, includes };
  } catch (error) {
    log.warn(`C is not checked for the kernel of ${target.name}: ${sentenceOf(error)}`);
    return undefined;
  } finally {
    finish();
  }
}

function showProgress(title: string, finished: Promise<void>, cancelled: AbortController): Thenable<void> {
  const location = vscode.ProgressLocation.Notification;
  return vscode.window.withProgress({ location, title, cancellable: true }, (_, token) => {
    token.onCancellationRequested(() => cancelled.abort());
    return finished;
  });
}
