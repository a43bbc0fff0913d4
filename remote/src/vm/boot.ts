// Boots an instance: picks a port and an accelerator, starts QEMU, waits for the guest, and when that fails says
// why and leaves no QEMU behind.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JobReport } from '../jobs/job';
import { UserError } from '../user-error';
import {
  chooseAccelerator,
  forgetVerdict,
  readHints,
  rememberVerdict,
  type Choice,
  type Hints,
} from './accelerator';
import type { Image } from './image';
import { findFreePort, instanceFiles, startQemu } from './qemu';
import { readConsole, sshAnswers, waitForGuest } from './readiness';
import { isQemuOf, stopped, writeState, type StartedInstance } from './state';
import { endQemu } from './stop';
import type { Work } from './work';

export interface BootOptions extends Work {
  /** Folder in which the verdict on KVM is remembered. */
  readonly cache: string;
  /** What is known about KVM; read from this machine when left out. */
  readonly hints?: Hints;
  /** Finds the port for SSH; a free one when left out. */
  readonly findPort?: () => Promise<number>;
  readonly deadlines?: Deadlines;
}

/** Milliseconds that a guest has to become ready in. A stock kernel takes 1 s with KVM and 4 s without. */
interface Deadlines {
  /** For the first boot with KVM on this machine. */
  readonly trial: number;
  readonly kvm: number;
  readonly tcg: number;
}

const usualDeadlines: Deadlines = { trial: 15_000, kvm: 60_000, tcg: 180_000 };

/** How often a port that somebody else took in between is replaced by another. */
const portAttempts = 5;

/** Codes of the errors of a boot that a damaged image may be the cause of. */
export const bootFailureCodes: readonly string[] = ['vm-died', 'vm-not-ready'];

/** A boot that did not succeed, before it is known whether another way is tried. */
type Failure = { readonly kind: 'port' | 'ended' | 'too-late'; readonly detail: string };

/** Boots the image in the instance's folder, whose overlay exists. Resolves once SSH answers. */
export async function boot(image: Image, folder: string, options: BootOptions): Promise<StartedInstance> {
  const choice = await chooseAccelerator(options.cache, options.hints ?? (await readHints()));
  if (choice.onTrial) return bootOnTrial(image, folder, choice, options);
  announce(image, choice, options.report);
  const deadline = deadlinesOf(options)[choice.accelerator];
  const outcome = await attempt(image, folder, choice, deadline, options);
  if (!isFailure(outcome)) return outcome;
  // What worked once may have been switched off since, so the next boot finds out anew.
  if (choice.accelerator === 'kvm') await forgetVerdict(options.cache);
  throw explain(outcome, folder, deadline);
}

/** Tries KVM, and emulation when that comes to nothing. Only a guest that boots settles which of them it is. */
async function bootOnTrial(
  image: Image,
  folder: string,
  choice: Choice,
  options: BootOptions,
): Promise<StartedInstance> {
  announce(image, choice, options.report);
  const withKvm = await attempt(image, folder, choice, deadlinesOf(options).trial, options);
  if (!isFailure(withKvm)) {
    await rememberVerdict(options.cache, 'kvm', 'KVM works on this machine');
    return withKvm;
  }
  const reason = 'a guest did not boot with KVM on this machine';
  const emulated: Choice = { accelerator: 'tcg', reason, onTrial: false };
  announce(image, emulated, options.report);
  const deadline = deadlinesOf(options).tcg;
  const outcome = await attempt(image, folder, emulated, deadline, options);
  if (isFailure(outcome)) throw explain(outcome, folder, deadline);
  await rememberVerdict(options.cache, 'tcg', reason);
  return outcome;
}

function deadlinesOf({ deadlines }: BootOptions): Deadlines {
  return deadlines ?? usualDeadlines;
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
  { accelerator, reason }: Choice,
  deadline: number,
  options: BootOptions,
): Promise<StartedInstance | Failure> {
  for (let remaining = portAttempts; ; remaining -= 1) {
    const port = await (options.findPort ?? findFreePort)();
    const started = { port, accelerator, acceleratorReason: reason };
    const state = { image: image.folder, diskDigest: image.diskDigest, started };
    const failure = await startAndWait(image, folder, state, deadline, options);
    if (failure === undefined) return state;
    if (failure.kind !== 'port' || remaining <= 1) return failure;
  }
}

async function startAndWait(
  image: Image,
  folder: string,
  state: StartedInstance,
  deadline: number,
  { signal }: BootOptions,
): Promise<Failure | undefined> {
  await writeState(folder, state);
  let pid: number | undefined;
  let ready = false;
  try {
    const running = (pid = await startQemu({ image, ...state.started }, folder));
    const isAlive = (): Promise<boolean> => isQemuOf(running, folder);
    const guest = await waitForGuest(folder, { isAlive, deadline, signal });
    if (guest === 'ready') ready = await sshAnswers(state.started.port, { deadline, signal });
    if (ready) return undefined;
    if (guest === 'ended') return await whyItEnded(folder);
    return { kind: 'too-late', detail: tellingLine(await readConsole(folder)) };
  } finally {
    if (!ready) {
      if (pid !== undefined) await endQemu(pid, folder);
      await writeState(folder, stopped(state));
    }
  }
}

function isFailure(outcome: StartedInstance | Failure): outcome is Failure {
  return 'kind' in outcome;
}

async function whyItEnded(folder: string): Promise<Failure> {
  const log = (await readFile(join(folder, instanceFiles.log), 'utf8').catch(() => '')).trim();
  if (/Could not set up host forwarding rule/.test(log)) return { kind: 'port', detail: lastLine(log) };
  return { kind: 'ended', detail: lastLine(log) || tellingLine(await readConsole(folder)) };
}

/** What a console has to say about a boot that failed: the panic or what led to it, else its end. */
function tellingLine(text: string): string {
  return /^.*(?:Kernel panic|BUG:|Oops|did not start).*$/m.exec(text)?.[0].trim() ?? lastLine(text);
}

function lastLine(text: string): string {
  return text.trim().split(/\r?\n/).at(-1) ?? '';
}

function explain({ kind, detail }: Failure, folder: string, deadline: number): UserError {
  const consoleFile = join(folder, instanceFiles.console);
  const quoted = detail === '' ? 'it printed nothing' : `it said "${detail}"`;
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
