// Boots an instance: picks a port and an accelerator, starts QEMU, waits for the guest, and when that fails says
// why and leaves no QEMU behind.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JobReport } from '../jobs/job';
import { UserError } from '../user-error';
import { chooseAccelerator, readHints, rememberVerdict, type Choice, type Hints } from './accelerator';
import type { Image } from './image';
import { findFreePort, instanceFiles, startQemu } from './qemu';
import { readConsole, sshAnswers, waitForGuest } from './readiness';
import { isQemuOf, writeState, type InstanceState } from './state';

export interface BootOptions {
  readonly report: JobReport;
  readonly signal: AbortSignal;
  /** Folder in which the verdict on KVM is remembered. */
  readonly cache: string;
  /** What is known about KVM; read from this machine when left out. */
  readonly hints?: Hints;
}

/** Milliseconds that a guest has to become ready in. A stock kernel takes 1 s with KVM and 4 s without. */
const deadlines = { trial: 15_000, kvm: 60_000, tcg: 180_000 } as const;

/** How often a port that somebody else took in between is replaced by another. */
const portAttempts = 5;

/** A boot that did not succeed, before it is known whether another way is tried. */
type Failure = { readonly kind: 'port' | 'ended' | 'too-late'; readonly detail: string };

/** Boots the image in the instance's folder, whose overlay exists. Resolves once SSH answers. */
export async function boot(image: Image, folder: string, options: BootOptions): Promise<InstanceState> {
  const choice = await chooseAccelerator(options.cache, options.hints ?? (await readHints()));
  if (!choice.onTrial) return bootOrExplain(image, folder, choice, options);
  announce(image, choice, options.report);
  const outcome = await attempt(image, folder, choice, deadlines.trial, options);
  if (!('kind' in outcome)) {
    await rememberVerdict(options.cache, 'kvm', 'KVM works on this machine');
    return outcome;
  }
  const reason = 'a guest did not boot with KVM on this machine';
  return bootOrExplain(image, folder, await rememberVerdict(options.cache, 'tcg', reason), options);
}

async function bootOrExplain(
  image: Image,
  folder: string,
  choice: Choice,
  options: BootOptions,
): Promise<InstanceState> {
  announce(image, choice, options.report);
  const deadline = deadlines[choice.accelerator];
  const outcome = await attempt(image, folder, choice, deadline, options);
  if ('kind' in outcome) throw explain(outcome, folder, deadline);
  return outcome;
}

function announce(image: Image, { accelerator, reason }: Choice, report: JobReport): void {
  const how = accelerator === 'kvm' ? 'KVM' : 'software emulation';
  report.step(
    `Booting Debian ${image.manifest.suite}, kernel ${image.manifest.kernelRelease}, with ${how} (${reason})`,
  );
}

/** One boot; QEMU is gone again when it failed or was cancelled. */
async function attempt(
  image: Image,
  folder: string,
  choice: Choice,
  deadline: number,
  options: BootOptions,
): Promise<InstanceState | Failure> {
  for (let remaining = portAttempts; ; remaining -= 1) {
    const port = await findFreePort();
    const { accelerator, reason } = choice;
    const started = { port, accelerator, acceleratorReason: reason };
    const state: InstanceState = { image: image.folder, started };
    await writeState(folder, state);
    const failure = await startAndWait(image, folder, started, deadline, options);
    if (failure === undefined) return state;
    await writeState(folder, { image: image.folder });
    if (failure.kind !== 'port' || remaining <= 1) return failure;
  }
}

async function startAndWait(
  image: Image,
  folder: string,
  started: NonNullable<InstanceState['started']>,
  deadline: number,
  { signal }: BootOptions,
): Promise<Failure | undefined> {
  const pid = await startQemu({ image, ...started }, folder);
  let ready = false;
  try {
    const isAlive = (): Promise<boolean> => isQemuOf(pid, folder);
    const guest = await waitForGuest(folder, { isAlive, deadline, signal });
    if (guest === 'ready') ready = await sshAnswers(started.port, { deadline, signal });
    if (ready) return undefined;
    return guest === 'ended'
      ? whyItEnded(folder)
      : { kind: 'too-late', detail: lastLine(await readConsole(folder)) };
  } finally {
    if (!ready) await endQemu(pid, folder);
  }
}

async function whyItEnded(folder: string): Promise<Failure> {
  const log = (await readFile(join(folder, instanceFiles.log), 'utf8').catch(() => '')).trim();
  if (/Could not set up host forwarding rule/.test(log)) return { kind: 'port', detail: lastLine(log) };
  return { kind: 'ended', detail: lastLine(log) || lastLine(await readConsole(folder)) };
}

function lastLine(text: string): string {
  return text.trim().split(/\r?\n/).at(-1) ?? '';
}

/** Ends a QEMU: asked first, so that its disk is written out, and by force when it does not listen. */
export async function endQemu(pid: number, folder: string): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    if (!(await isQemuOf(pid, folder))) return;
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    if (await waitForEnd(pid, folder, 3000)) return;
  }
}

/** Whether the QEMU has ended within `deadline` milliseconds. */
export async function waitForEnd(pid: number, folder: string, deadline: number): Promise<boolean> {
  const end = Date.now() + deadline;
  while (await isQemuOf(pid, folder)) {
    if (Date.now() >= end) return false;
    await sleep(20);
  }
  return true;
}

function explain({ kind, detail }: Failure, folder: string, deadline: number): UserError {
  const consoleFile = join(folder, instanceFiles.console);
  const quoted = detail === '' ? 'it printed nothing' : `its last line was "${detail}"`;
  switch (kind) {
    case 'port':
      return new UserError(
        `The test VM found no free port on 127.0.0.1: ${detail}`,
        'End the programs that hold so many ports, then try again.',
        { code: 'port-busy' },
      );
    case 'ended':
      return new UserError(
        `The test VM ended while it booted; ${quoted}.`,
        `Its console is in ${consoleFile}; start it clean with \`nfw vm reset\`.`,
        { code: 'vm-died' },
      );
    case 'too-late':
      return new UserError(
        `The test VM was not ready after ${deadline / 1000} seconds; ${quoted}.`,
        `Its console is in ${consoleFile}; start it clean with \`nfw vm reset\`.`,
        { code: 'vm-not-ready' },
      );
  }
}
