// The embedded test VM as the rest of the project sees it: `up` makes sure that one runs and answers SSH,
// whatever that takes, from building the image to nothing at all. Locks make it safe to call from several
// processes at once; state.ts is where they meet.
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { silentReport } from '../jobs/job';
import { UserError } from '../user-error';
import { boot, bootFailureCodes } from './boot';
import { checkHostBuild } from './build-tree';
import { describeVm, type InstancePlace } from './describe';
import { defaultCacheFolder, foldersIn, type Folders } from './folders';
import { discardIfDamaged, ensureImage, imageFolder, recipeOf, type Image } from './image';
import { withLock } from './lock';
import { checkImage } from './manifest';
import { continueGuest, queryRunState } from './monitor';
import { markUsed, pruneImages } from './prune';
import { createOverlay, instanceFiles } from './qemu';
import { sshAnswers, waitForGuest } from './readiness';
import type { RunningVm, VmStatus } from './running-vm';
import {
  findQemu,
  isQemuOf,
  isStarted,
  readState,
  removeState,
  stopped,
  writeState,
  type StartedInstance,
} from './state';
import { askToPowerOff, endQemu } from './stop';
import { defaultSuite, findSuite, type Suite } from './suites';
import { explainFileError } from './trouble';
import type { Work } from './work';

export type { HostBuild, RunningVm, VmStatus } from './running-vm';

export interface TestVmOptions {
  /** Debian suite, which decides the kernel: `bookworm` (6.1) when left out. */
  readonly suite?: string;
  /** `default` when left out. Instances share the image and nothing else. */
  readonly instance?: string;
  /** `$XDG_CACHE_HOME/netfilter-workbench` or `~/.cache/netfilter-workbench` when left out. */
  readonly cacheFolder?: string;
}

/** Milliseconds for the SSH server of a guest that is known to run to greet. */
const greetingDeadline = 5000;

/** Milliseconds for a guest that another process started, and did not wait for, to become ready. */
const startedDeadline = 120_000;

export class TestVm {
  readonly suite: Suite;
  readonly instance: string;
  /** Where the guest's serial console is written, also while no VM runs. */
  readonly consoleFile: string;
  readonly #folders: Folders;
  readonly #place: InstancePlace;
  readonly #folder: string;

  /** @throws UserError for a suite that does not exist and an instance name that is no plain word. */
  constructor(options: TestVmOptions = {}) {
    this.suite = findSuite(options.suite ?? defaultSuite);
    this.instance = checkInstanceName(options.instance ?? 'default');
    this.#folders = foldersIn(options.cacheFolder ?? defaultCacheFolder());
    this.#folder = join(this.#folders.instances, `${this.suite.name}-${this.instance}`);
    this.#place = { suite: this.suite.name, instance: this.instance, folder: this.#folder };
    this.consoleFile = join(this.#folder, instanceFiles.console);
  }

  /** Builds the image when it is missing or damaged, boots the VM when it is not running, waits for SSH. */
  async up(work: Work): Promise<RunningVm> {
    return this.#exclusively(work, () => this.#up(work));
  }

  /** Shuts the VM down; what its disk holds is there at the next `up`. */
  async down(work: Work = { report: silentReport, signal: new AbortController().signal }): Promise<void> {
    await this.#exclusively(work, async () => {
      const state = await readState(this.#folder);
      const pid = await findQemu(this.#folder);
      if (pid !== undefined) {
        const vm = isStarted(state) && (await this.#describe(state, pid, work.signal).catch(() => undefined));
        if (vm) await askToPowerOff(vm, this.#folder);
        await endQemu(pid, this.#folder);
      }
      if (state !== undefined) await writeState(this.#folder, stopped(state));
    });
  }

  /** Throws away all that the VM's disk gathered and starts it clean. */
  async reset(work: Work): Promise<RunningVm> {
    return this.#exclusively(work, async () => {
      const pid = await findQemu(this.#folder);
      if (pid !== undefined) await endQemu(pid, this.#folder);
      await removeState(this.#folder);
      return this.#up(work);
    });
  }

  async status(): Promise<VmStatus> {
    const signal = new AbortController().signal;
    const state = await readState(this.#folder);
    if (isStarted(state)) {
      const pid = await findQemu(this.#folder);
      if (pid === undefined) return { state: 'died', consoleFile: this.consoleFile };
      const vm = await this.#describe(state, pid, signal);
      if (await sshAnswers(vm.port, { deadline: greetingDeadline, signal })) return { state: 'running', vm };
      return { state: 'unresponsive', vm, reason: await whyNoAnswer(pid) };
    }
    const image = await checkImage(imageFolder(this.#folders.images, this.suite), recipeOf(this.suite));
    return { state: image.state === 'good' ? 'stopped' : 'no-image' };
  }

  async #up(work: Work): Promise<RunningVm> {
    const state = await readState(this.#folder);
    const pid = await findQemu(this.#folder);
    if (pid !== undefined && isStarted(state)) return this.#reuse(state, pid, work.signal);
    if (pid !== undefined) await endQemu(pid, this.#folder);
    if (isStarted(state)) work.report.output('The test VM had died; it is started again.');
    try {
      return await this.#boot(work);
    } catch (error) {
      const mayBeTheImage = error instanceof UserError && bootFailureCodes.includes(error.code);
      if (!mayBeTheImage || !(await this.#discardDamagedImage(work))) throw error;
      return this.#boot(work);
    }
  }

  async #boot(work: Work): Promise<RunningVm> {
    const image = await this.#withImageLock(work, () => this.#ensureImage(work));
    await this.#prepareDisk(image, work.signal);
    const [state, hostBuild] = await Promise.all([
      boot(image, this.#folder, { ...work, cache: this.#folders.root }),
      checkHostBuild(image.buildTree, work.signal),
    ]);
    const pid = await findQemu(this.#folder);
    if (pid !== undefined) return describeVm(this.#place, state, pid, { signal: work.signal, hostBuild });
    throw new UserError(
      'The test VM ended right after it had booted.',
      `Its console is in ${this.consoleFile}; start it clean with \`nfw vm reset\`.`,
      { code: 'vm-died' },
    );
  }

  async #ensureImage(work: Work): Promise<Image> {
    const image = await ensureImage(this.suite, this.#folders, work);
    await markUsed(image.folder);
    await pruneImages(this.#folders);
    return image;
  }

  async #reuse(state: StartedInstance, pid: number, signal: AbortSignal): Promise<RunningVm> {
    const vm = await this.#describe(state, pid, signal);
    if ((await queryRunState(pid)) === 'io-error') await continueGuest(pid);
    const isAlive = (): Promise<boolean> => isQemuOf(pid, this.#folder);
    await waitForGuest(this.#folder, { isAlive, deadline: startedDeadline, signal });
    if (await sshAnswers(vm.port, { deadline: greetingDeadline, signal })) return vm;
    throw new UserError(
      `The test VM does not answer: ${await whyNoAnswer(pid)}.`,
      `Its console is in ${this.consoleFile}; start it clean with \`nfw vm reset\`.`,
      { code: 'vm-unresponsive' },
    );
  }

  #discardDamagedImage(work: Work): Promise<boolean> {
    return this.#withImageLock(work, () => discardIfDamaged(this.suite, this.#folders.images, work.report));
  }

  /** A disk belongs to the image it was made on; on another image it would be garbage. */
  async #prepareDisk(image: Image, signal: AbortSignal): Promise<void> {
    const state = await readState(this.#folder);
    const overlay = join(this.#folder, instanceFiles.overlay);
    if (state?.diskDigest === image.diskDigest && existsSync(overlay)) return;
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    await rm(overlay, { force: true });
    await createOverlay(image, this.#folder, signal);
    await writeState(this.#folder, { image: image.folder, diskDigest: image.diskDigest });
  }

  #describe(state: StartedInstance, pid: number, signal: AbortSignal): Promise<RunningVm> {
    return describeVm(this.#place, state, pid, { signal });
  }

  #withImageLock<T>(work: Work, action: () => Promise<T>): Promise<T> {
    const onWait = (): void => work.report.step('Waiting for another process that makes the image');
    return withLock(join(this.#folders.locks, `image-${this.suite.name}`), { ...work, onWait }, action);
  }

  async #exclusively<T>(work: Work, action: () => Promise<T>): Promise<T> {
    const lock = join(this.#folders.locks, `${this.suite.name}-${this.instance}`);
    const onWait = (): void =>
      work.report.step('Waiting for another process that starts or stops the test VM');
    try {
      return await withLock(lock, { ...work, onWait }, action);
    } catch (error) {
      throw explainFileError(error, this.#folders.root);
    }
  }
}

/** Why a QEMU that runs has a guest that does not answer. */
async function whyNoAnswer(pid: number): Promise<string> {
  const state = await queryRunState(pid);
  if (state === 'io-error') return 'it is paused, since the disk of this machine is full';
  if (state === 'running') return 'its kernel hangs or its network is cut off';
  return state === undefined ? 'its QEMU does not answer either' : `QEMU says it is ${state}`;
}

function checkInstanceName(name: string): string {
  if (/^[a-z0-9][a-z0-9-]{0,39}$/.test(name)) return name;
  throw new UserError(
    `"${name}" cannot be the name of a test VM.`,
    'Use up to 40 small letters, digits and hyphens.',
    { code: 'bad-instance' },
  );
}
