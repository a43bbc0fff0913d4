// The Debian suites whose kernels a test VM can run, and what differs between them. A row is all that planning
// (packages.ts) and building (image.ts) read about a suite.
import { UserError } from '../user-error';

export interface Suite {
  readonly name: string;
  /** Version of the suite's kernel, as far as it is fixed for the suite's life. */
  readonly kernel: string;
  /** Name of its suite in the security archive; undefined when that no longer holds what its lists promise. */
  readonly security: string | undefined;
  /** What apt is asked for; their dependencies come along. */
  readonly packages: readonly string[];
  /** OpenSSH 9.8 and later hold back clients that connect without logging in; a test VM's should not. */
  readonly sshHasPenalties: boolean;
}

const everySuite = [
  // The kernel, its headers, and what builds and loads a module.
  'linux-image-cloud-amd64',
  'linux-headers-cloud-amd64',
  'gcc',
  'libc6-dev',
  'make',
  'libxtables-dev',
  'pkg-config',
  'kmod',
  'xz-utils',
  // What a test of an iptables extension runs.
  'iptables',
  'iproute2',
  'iputils-ping',
  'tcpdump',
  'procps',
  'netbase',
  'openssh-server',
  // PID 1, the initramfs, and Debian's essential packages, which apt does not add by itself here.
  'busybox-static',
  'base-files',
  'base-passwd',
  'bash',
  'bsdutils',
  'coreutils',
  'dash',
  'debianutils',
  'diffutils',
  'findutils',
  'grep',
  'gzip',
  'hostname',
  'libc-bin',
  'login',
  'mount',
  'mawk',
  'ncurses-base',
  'ncurses-bin',
  'perl-base',
  'sed',
  'tar',
  'util-linux',
] as const;

const suites: readonly Suite[] = [
  {
    name: 'bullseye',
    kernel: '5.10',
    security: undefined,
    packages: everySuite,
    sshHasPenalties: false,
  },
  {
    name: 'bookworm',
    kernel: '6.1',
    security: 'bookworm-security',
    packages: everySuite,
    sshHasPenalties: false,
  },
  {
    name: 'trixie',
    kernel: '6.12',
    security: 'trixie-security',
    packages: everySuite,
    sshHasPenalties: true,
  },
];

export const defaultSuite = 'bookworm';

export const suiteNames: readonly string[] = suites.map(({ name }) => name);

export function findSuite(name: string): Suite {
  const suite = suites.find((row) => row.name === name);
  if (suite !== undefined) return suite;
  const known = suites.map((row) => `${row.name} (${row.kernel})`).join(', ');
  throw new UserError(`There is no test VM of the suite "${name}".`, `Choose one of ${known}.`, {
    code: 'unknown-suite',
  });
}
