// What the rest of the project knows about a test VM: how to reach one that runs, and what state one is in.
// test-vm.ts makes these values; remote/src/connect.ts, the jobs, the command line and the client read them.

/** Whether modules for the VM's kernel can be built on this machine, and if not, why: one sentence. */
export type HostBuild = { readonly works: true } | { readonly works: false; readonly reason: string };

/** A test VM that answers SSH. */
export interface RunningVm {
  /** Debian suite of the image, e.g. `bookworm`. */
  readonly suite: string;
  /** Which of the machines that may run at once: `default` is the user's, `test` that of the tests. */
  readonly instance: string;
  /** Process id of its QEMU on this machine. */
  readonly pid: number;
  readonly accelerator: 'kvm' | 'tcg';
  /** Why it is that one, as a clause for a person. */
  readonly acceleratorReason: string;
  /** Always `127.0.0.1`. */
  readonly host: '127.0.0.1';
  /** TCP port on `host` that leads to the guest's SSH server. */
  readonly port: number;
  readonly user: 'root';
  /** Private key that the guest accepts for `user`. */
  readonly identityFile: string;
  /** A known_hosts file that holds the guest's host key for `host` and `port`, and nothing else. */
  readonly knownHostsFile: string;
  /** What the guest wrote to its serial console since it was started. */
  readonly consoleFile: string;
  /** The guest's `uname -r`, e.g. `6.1.0-37-cloud-amd64`. */
  readonly kernelRelease: string;
  /** Kernel headers of the image, prepared so that `make -C buildTree M=…` works on this machine. */
  readonly buildTree: string;
  /** Whether a module built here with `buildTree` is one that the guest can load. */
  readonly hostBuild: HostBuild;
  /** The image's C library and libxtables with their headers, for `gcc --sysroot=` of a libxt_*.so. */
  readonly sysroot: string;
  /** Folder in the guest that iptables loads its extensions from: `pkg-config --variable=xtlibdir xtables`. */
  readonly extensionFolder: string;
}

/** What there is of an instance. */
export type VmStatus =
  /** No image of the suite has been built on this machine. */
  | { readonly state: 'no-image' }
  | { readonly state: 'stopped' }
  | { readonly state: 'running'; readonly vm: RunningVm }
  /** QEMU runs, but SSH does not answer within a few seconds; `reason` is a clause that says why. */
  | { readonly state: 'unresponsive'; readonly vm: RunningVm; readonly reason: string }
  /** It was started and never stopped, yet its QEMU is gone: the guest panicked or QEMU was killed. */
  | { readonly state: 'died'; readonly consoleFile: string };
