// A target is a machine that modules are built for and loaded on. The client reads targets from settings, the
// command line from `--target`; everything else in remote/ is given one.

/** Any machine that answers SSH. What is left out comes from the user's SSH configuration for `host`. */
export interface SshTarget {
  readonly kind: 'ssh';
  /** Unique among the user's targets; shown in the status bar. */
  readonly name: string;
  /** A host name, an address or a `Host` alias of the user's SSH configuration. */
  readonly host: string;
  readonly user?: string;
  readonly port?: number;
  readonly identityFile?: string;
  /** Folder on the target that sources are synced to; relative to the login user's home folder. */
  readonly directory?: string;
}

/** The test VM that this project makes and runs on this machine (remote/src/vm). */
export interface VmTarget {
  readonly kind: 'vm';
  readonly name: string;
  /** The Debian suite whose kernel the VM runs, e.g. `bookworm` for 6.1. */
  readonly suite: string;
  /** Names a running machine of its own; `default` when left out. */
  readonly instance?: string;
}

export type Target = SshTarget | VmTarget;

/** The target used when the user has configured none. */
export const embeddedVm: VmTarget = { kind: 'vm', name: 'vm', suite: 'bookworm' };
