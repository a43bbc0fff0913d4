// The embedded test VM as the rest of the project sees it: `up` makes sure that one runs and answers SSH,
// whatever that takes, from building the image to nothing at all. Locks make it safe to call from several
// processes at once; state.ts is where they meet.
import { access, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JobReport } from '../jobs/job';
import { UserError } from '../user-error';
import { boot, endQemu, waitForEnd } from './boot';
import { checkHostBuild } from './build-tree';
import { defaultCacheFolder, foldersIn, type Folders } from './folders';
import { ensureImage, imageFolder, imageIn, recipeOf, type Image } from './image';
import { withLock } from './lock';
import { checkImage, readManifest } from './manifest';
import { createOverlay, instanceFiles } from './qemu';
import { sshAnswers } from './readiness';
import type { RunningVm, VmStatus } from './running-vm';
import { sshCommand } from './ssh-command';
import { findQemu, readState, removeState, writeState, type InstanceState } from './state';
import { defaultSuite, findSuite, type Suite } from './suites';
import { tryTool } from './tool';
import { explainFileError } from './trouble';

export type { HostBuild, RunningVm, VmStatus } from './running-vm';

export interface TestVmOptions {
  /** Debian suite, which decides the kernel: `bookworm` (6.1) when left out. */
  readonly suite?: string;
  /** `default` when left out. Instances share the image and nothing else. */
  readonly instance?: string;
  /** `$XDG_CACHE_HOME/netfilter-workbench` or `~/.cache/netfilter-workbench` when left out. */
  readonly cacheFolder?: string;
}

export interface VmRun {
  readonly report: JobReport;
  readonly signal: AbortSignal;
}

/** Milliseconds for the SSH server of a guest that is known to run to greet. */
const greetingDeadline = 5000;

/** Milliseconds for a guest to turn itself off before QEMU is ended. */
const powerOffDeadline = 5000;

export class TestVm {
  readonly suite: Suite;
  readonly instance: string;
  /** Where the guest's serial console is written, also while no VM runs. */
  readonly consoleFile: string;
  readonly #folders: Folders;
  readonly #folder: string;

  /** @throws UserError for a suite that does not exist and an instance name that is no plain word. */
  constructor(options: TestVmOptions = {}) {
    this.suite = findSuite(options.suite ?? defaultSuite);
    this.instance = checkInstanceName(options.instance ?? 'default');
    this.#folders = foldersIn(options.cacheFolder ?? defaultCacheFolder());
    this.#folder = join(this.#folders.instances, `${this.suite.name}-${this.instance}`);
    this.consoleFile = join(this.#folder, instanceFiles.console);
  }

  /** Builds the image when it is missing or damaged, boots the VM when it is not running, waits for SSH. */
  async up(run: VmRun): Promise<RunningVm> {
    return this.#exclusively(run, () => this.#up(run));
  }

  /** Shuts the VM down; what its disk holds is there at the next `up`. */
  async down(): Promise<void> {
    const signal = new AbortController().signal;
    await this.#exclusively({ signal }, () => this.#down());
  }

  /** Throws away all that the VM's disk gathered and starts it clean. */
  async reset(run: VmRun): Promise<RunningVm> {
    return this.#exclusively(run, async () => {
      const pid = await findQemu(this.#folder);
      if (pid !== undefined) await endQemu(pid, this.#folder);
      await removeState(this.#folder);
      return this.#up(run);
    });
  }

  async status(): Promise<VmStatus> {
    const signal = new AbortController().signal;
    const state = await readState(this.#folder);
    const pid = await findQemu(this.#folder);
    if (state?.started !== undefined && pid !== undefined) {
      const vm = await this.#describe(state, pid, signal);
      const answers = await sshAnswers(vm.port, { deadline: greetingDeadline, signal });
      return { state: answers ? 'running' : 'unresponsive', vm };
    }
    if (state?.started !== undefined) return { state: 'died', consoleFile: this.consoleFile };
    const image = await checkImage(imageFolder(this.#folders.images, this.suite), recipeOf(this.suite));
    return { state: image.state === 'good' ? 'stopped' : 'no-image' };
  }

  async #up(run: VmRun): Promise<RunningVm> {
    const state = await readState(this.#folder);
    const pid = await findQemu(this.#folder);
    if (pid !== undefined) {
      if (state?.started !== undefined) return this.#reuse(state, pid, run.signal);
      // It was started by somebody who was ended before it was ready.
      await endQemu(pid, this.#folder);
    } else if (state?.started !== undefined) {
      run.report.output('The test VM had ended without being shut down; it is started again.');
    }
    const image = await this.#image(run);
    await this.#prepareDisk(image, state, run);
    const booted = await boot(image, this.#folder, { ...run, cache: this.#folders.root });
    return this.#describeBooted(booted, run.signal);
  }

  async #reuse(state: InstanceState, pid: number, signal: AbortSignal): Promise<RunningVm> {
    const vm = await this.#describe(state, pid, signal);
    if (await sshAnswers(vm.port, { deadline: greetingDeadline, signal })) return vm;
    throw new UserError(
      'The test VM runs, but its SSH server does not answer.',
      `Its console is in ${this.consoleFile}; start it clean with \`nfw vm reset\`.`,
      { code: 'vm-unresponsive' },
    );
  }

  #image(run: VmRun): Promise<Image> {
    const onWait = (): void => run.report.step('Waiting for another process that is making the image');
    return withLock(join(this.#folders.locks, `image-${this.suite.name}`), { ...run, onWait }, () =>
      ensureImage(this.suite, this.#folders, run),
    );
  }

  /** A disk belongs to the image it was made on; on another image it would be garbage. */
  async #prepareDisk(image: Image, state: InstanceState | undefined, run: VmRun): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const overlay = join(this.#folder, instanceFiles.overlay);
    const present = await access(overlay).then(
      () => true,
      () => false,
    );
    if (present && state?.image === image.folder) return;
    await rm(overlay, { force: true });
    await createOverlay(image, this.#folder, run.signal);
    await writeState(this.#folder, { image: image.folder });
  }

  async #describeBooted(state: InstanceState, signal: AbortSignal): Promise<RunningVm> {
    const pid = await findQemu(this.#folder);
    if (pid === undefined) throw await this.#diedError();
    return this.#describe(state, pid, signal);
  }

  async #describe(state: InstanceState, pid: number, signal: AbortSignal): Promise<RunningVm> {
    const manifest = await readManifest(state.image);
    if (manifest === undefined || state.started === undefined) {
      throw new UserError('The image of the running test VM is gone.', 'Start it anew with `nfw vm reset`.', {
        code: 'image-gone',
      });
    }
    const image = imageIn(state.image, manifest);
    const { port, accelerator, acceleratorReason } = state.started;
    return {
      suite: this.suite.name,
      instance: this.instance,
      pid,
      accelerator,
      acceleratorReason,
      host: '127.0.0.1',
      port,
      user: 'root',
      identityFile: image.identityFile,
      knownHostsFile: await this.#writeKnownHosts(image, port),
      consoleFile: this.consoleFile,
      kernelRelease: manifest.kernelRelease,
      buildTree: image.buildTree,
      hostBuild: await checkHostBuild(image.buildTree, signal),
      sysroot: image.sysroot,
      extensionFolder: manifest.extensionFolder,
    };
  }

  /** The host key was made with the image, so there is nothing to trust on first use. */
  async #writeKnownHosts(image: Image, port: number): Promise<string> {
    const path = join(this.#folder, 'known_hosts');
    const [type = '', key = ''] = (await readFile(image.hostKeyFile, 'utf8')).split(' ');
    await writeFile(path, `[127.0.0.1]:${port} ${type} ${key}\n`);
    return path;
  }

  async #down(): Promise<void> {
    const state = await readState(this.#folder);
    const pid = await findQemu(this.#folder);
    if (pid !== undefined) {
      if (state?.started !== undefined) await this.#askToPowerOff(state, pid);
      await endQemu(pid, this.#folder);
    }
    if (state !== undefined) await writeState(this.#folder, { image: state.image });
  }

  /** Lets the guest write out its disk; a guest that hangs is not waited for longer than a few seconds. */
  async #askToPowerOff(state: InstanceState, pid: number): Promise<void> {
    const signal = AbortSignal.timeout(powerOffDeadline);
    try {
      const vm = await this.#describe(state, pid, signal);
      await tryTool([...sshCommand(vm), 'sync && busybox poweroff -f'], { signal });
      await waitForEnd(pid, this.#folder, powerOffDeadline);
    } catch {
      // The guest no longer answers; QEMU is ended without it.
    }
  }

  async #diedError(): Promise<UserError> {
    await writeState(this.#folder, { image: (await readState(this.#folder))?.image ?? '' });
    return new UserError(
      'The test VM ended right after it had booted.',
      `Its console is in ${this.consoleFile}; start it clean with \`nfw vm reset\`.`,
      { code: 'vm-died' },
    );
  }

  async #exclusively<T>(
    { signal, report }: { readonly signal: AbortSignal; readonly report?: JobReport },
    work: () => Promise<T>,
  ): Promise<T> {
    const lock = join(this.#folders.locks, `${this.suite.name}-${this.instance}`);
    const onWait = (): void => report?.step('Waiting for another process that starts or stops the test VM');
    try {
      return await withLock(lock, { signal, onWait }, work);
    } catch (error) {
      throw explainFileError(error, this.#folders.root);
    }
  }
}

function checkInstanceName(name: string): string {
  if (/^[a-z0-9][a-z0-9-]{0,39}$/.test(name)) return name;
  throw new UserError(
    `"${name}" cannot be the name of a test VM.`,
    'Use up to 40 small letters, digits and hyphens.',
    { code: 'bad-instance' },
  );
}
