// Hardware virtualisation or software emulation: decided by trying. A /dev/kvm that opens proves little, since
// inside some virtual machines a guest never gets anywhere with it; so the first boot with KVM has a short
// deadline, and how it went is remembered for this machine.
import { constants } from 'node:fs';
import { access, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { arch, cpus, release } from 'node:os';
import { join } from 'node:path';
import type { Accelerator } from './qemu';

/** Which accelerator to boot with. */
export interface Choice {
  readonly accelerator: Accelerator;
  /** Why, as a clause for a person: `its processor offers no virtualisation`. */
  readonly reason: string;
  /** True when KVM looks usable but no guest has booted with it here yet. */
  readonly onTrial: boolean;
}

/** What can be known about KVM without starting a guest. */
export interface Hints {
  readonly architecture: string;
  readonly cpuInfo: string;
  /** Error code of opening /dev/kvm for reading and writing, or undefined when that worked. */
  readonly deviceError: string | undefined;
}

interface Verdict extends Omit<Choice, 'onTrial'> {
  /** The machine that the verdict was reached on: another kernel or processor is tried anew. */
  readonly machine: string;
}

export async function readHints(): Promise<Hints> {
  const deviceError = await access('/dev/kvm', constants.R_OK | constants.W_OK).then(
    () => undefined,
    (error: NodeJS.ErrnoException) => error.code ?? String(error),
  );
  const cpuInfo = await readFile('/proc/cpuinfo', 'utf8').catch(() => '');
  return { architecture: arch(), cpuInfo, deviceError };
}

/** Chooses from the hints and from what an earlier boot has shown. */
export async function chooseAccelerator(cache: string, hints: Hints): Promise<Choice> {
  const obstacle = whyNoKvm(hints);
  if (obstacle !== undefined) return { accelerator: 'tcg', reason: obstacle, onTrial: false };
  const verdict = await readVerdict(cache);
  if (verdict?.machine === thisMachine()) {
    return { accelerator: verdict.accelerator, reason: verdict.reason, onTrial: false };
  }
  return { accelerator: 'kvm', reason: 'KVM is there and is being tried', onTrial: true };
}

function whyNoKvm({ architecture, cpuInfo, deviceError }: Hints): string | undefined {
  if (architecture !== 'x64') {
    return `this machine's processor (${architecture}) is of another kind than the guest's`;
  }
  if (!/^flags\s*:.*\b(vmx|svm)\b/m.test(cpuInfo)) return "this machine's processor offers no virtualisation";
  if (deviceError === 'ENOENT') return 'this machine has no /dev/kvm';
  if (deviceError !== undefined) {
    return `/dev/kvm cannot be opened (${deviceError}); members of the group kvm can`;
  }
  return undefined;
}

/** Remembers how a boot on trial went, so that the next one need not wait for it. */
export async function rememberVerdict(
  cache: string,
  accelerator: Accelerator,
  reason: string,
): Promise<void> {
  const verdict: Verdict = { machine: thisMachine(), accelerator, reason };
  await mkdir(cache, { recursive: true, mode: 0o700 });
  await writeFile(verdictFile(cache), `${JSON.stringify(verdict, undefined, 2)}\n`);
}

export async function forgetVerdict(cache: string): Promise<void> {
  await rm(verdictFile(cache), { force: true });
}

async function readVerdict(cache: string): Promise<Verdict | undefined> {
  try {
    return JSON.parse(await readFile(verdictFile(cache), 'utf8')) as Verdict;
  } catch {
    return undefined;
  }
}

function verdictFile(cache: string): string {
  return join(cache, 'accelerator.json');
}

function thisMachine(): string {
  return `${cpus()[0]?.model ?? 'unknown processor'}, kernel ${release()}`;
}
