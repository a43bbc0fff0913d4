// The embedded test VM as the rest of the project sees it: `up` makes sure that one runs and answers SSH,
// whatever that takes, from building the image to nothing at all.
import type { JobReport } from '../jobs/job';
import type { RunningVm, VmStatus } from './running-vm';

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

export class TestVm {
  constructor(readonly options: TestVmOptions = {}) {}

  /** Builds the image when it is missing or damaged, boots the VM when it is not running, waits for SSH. */
  up(_run: VmRun): Promise<RunningVm> {
    return Promise.reject(new Error('The test VM is not written yet.'));
  }

  /** Shuts the VM down; what its disk holds is there at the next `up`. */
  down(): Promise<void> {
    return Promise.reject(new Error('The test VM is not written yet.'));
  }

  /** Throws away all that the VM's disk gathered and starts it clean. */
  reset(_run: VmRun): Promise<RunningVm> {
    return Promise.reject(new Error('The test VM is not written yet.'));
  }

  status(): Promise<VmStatus> {
    return Promise.reject(new Error('The test VM is not written yet.'));
  }
}
