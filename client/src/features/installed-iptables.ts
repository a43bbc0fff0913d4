// What the selected target's iptables can do, told to the language server as soon as the target is connected: rules are
// then checked as that iptables would, and extensions that are only installed there are completed like any other.
import { readFile } from 'node:fs/promises';
import { silentReport } from '../../../remote/src/jobs/job';
import type { Target } from '../../../remote/src/target';
import { sentenceOf } from '../../../remote/src/user-error';
import { installedIptablesNotification, type InstalledIptables } from '../../../server/src/protocol';
import type { WorkbenchContext } from '../context';
import { loadRemote } from '../remote';

/** The program that reads option tables on the target, beside the bundle of the extension. */
const program = 'dist/print-option-tables.c';
/** Milliseconds; without a compiler there, each of a hundred extensions is asked for its help. */
const deadline = 5 * 60_000;

export function activate(context: WorkbenchContext): void {
  const { extension, sessions, targets, server } = context;
  let told: InstalledIptables | null = null;
  const tell = (installed: InstalledIptables | null): Promise<void> => {
    told = installed;
    return server.notify(installedIptablesNotification, installed);
  };
  const follow = async (): Promise<void> => {
    const target = targets.selected;
    const isConnected = target !== undefined && sessions.stateOf(target) === 'connected';
    if (!isConnected) {
      if (told !== null) await tell(null);
      return;
    }
    if (told?.target === target.name) return;
    const installed = await ask(context, target);
    // Another target may have been chosen meanwhile.
    if (installed && targets.selected?.name === target.name) await tell(installed);
  };
  extension.subscriptions.push(
    sessions.onDidChange(() => void follow()),
    targets.onDidChange(() => void follow()),
    // A server that was started again knows nothing of it.
    server.onDidStart(() => void server.notify(installedIptablesNotification, told)),
  );
}

/** Undefined when the target cannot say; nobody waits for this, so the log says why. */
async function ask(
  { extension, sessions, log }: WorkbenchContext,
  target: Target,
): Promise<InstalledIptables | undefined> {
  const signal = AbortSignal.timeout(deadline);
  try {
    const [session, { readInstalledExtensions }, source] = await Promise.all([
      sessions.open(target, { report: silentReport, signal }),
      loadRemote(),
      readFile(extension.asAbsolutePath(program), 'utf8'),
    ]);
    const job = { target, session, signal, report: silentReport };
    const installed = await readInstalledExtensions(job, source);
    log.info(`${target.name} has iptables ${installed.version} (${installed.variant}).`);
    return { target: target.name, ...installed };
  } catch (error) {
    log.warn(`Which iptables ${target.name} has is not known: ${sentenceOf(error)}`);
    return undefined;
  }
}
