// What is remembered of an instance in its folder, and which of it is still true. The process id is QEMU's own
// pid file, and it counts only when that process is a QEMU that runs in this folder: numbers are used again.
import { readFile, readlink, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { instanceFiles, type Accelerator } from './qemu';

/** How the instance was last set up. */
export interface InstanceState {
  /** Folder of the image that the overlay lies on. */
  readonly image: string;
  /** Digest of that image's disk; on another disk the overlay would be garbage. */
  readonly diskDigest: string;
  /** Present from before QEMU is started until it was stopped on purpose. */
  readonly started?: {
    readonly port: number;
    readonly accelerator: Accelerator;
    readonly acceleratorReason: string;
  };
}

const fileName = 'state.json';

/** An instance that is up, or was when it died. */
export type StartedInstance = InstanceState & Required<Pick<InstanceState, 'started'>>;

export function isStarted(state: InstanceState | undefined): state is StartedInstance {
  return state?.started !== undefined;
}

/** The state in `folder`; undefined when there is none or it cannot be read. */
export async function readState(folder: string): Promise<InstanceState | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(join(folder, fileName), 'utf8'));
    return isState(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The state of an instance that was stopped on purpose, or that has no more than a disk yet. */
export function stopped({ image, diskDigest }: InstanceState): InstanceState {
  return { image, diskDigest };
}

/** Replaces the state as one step: a reader sees the old one or the new one. */
export async function writeState(folder: string, state: InstanceState): Promise<void> {
  const path = join(folder, fileName);
  await writeFile(`${path}.new`, `${JSON.stringify(state, undefined, 2)}\n`, { mode: 0o600 });
  await rename(`${path}.new`, path);
}

export async function removeState(folder: string): Promise<void> {
  await rm(join(folder, fileName), { force: true });
}

function isState(value: unknown): value is InstanceState {
  if (typeof value !== 'object' || value === null) return false;
  const { image, diskDigest, started } = value as Partial<Record<keyof InstanceState, unknown>>;
  if (typeof image !== 'string' || typeof diskDigest !== 'string') return false;
  if (started === undefined) return true;
  if (typeof started !== 'object' || started === null) return false;
  const { port, accelerator } = started as Record<string, unknown>;
  return Number.isInteger(port) && (accelerator === 'kvm' || accelerator === 'tcg');
}

/** The process id of the QEMU that runs in `folder`, or undefined when none does. */
export async function findQemu(folder: string): Promise<number | undefined> {
  const text = await readFile(join(folder, instanceFiles.pid), 'utf8').catch(() => '');
  const pid = Number.parseInt(text, 10);
  return Number.isSafeInteger(pid) && pid > 0 && (await isQemuOf(pid, folder)) ? pid : undefined;
}

/** Whether process `pid` is a QEMU that was started in `folder`. */
export async function isQemuOf(pid: number, folder: string): Promise<boolean> {
  try {
    const [cwd, commandLine, own] = await Promise.all([
      readlink(`/proc/${pid}/cwd`),
      readFile(`/proc/${pid}/cmdline`, 'utf8'),
      realpath(folder),
    ]);
    return cwd === own && basename(commandLine.split('\0')[0] ?? '').startsWith('qemu-system');
  } catch {
    return false;
  }
}
