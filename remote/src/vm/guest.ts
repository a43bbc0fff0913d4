// What is put into the image beside the Debian packages. No maintainer script runs when packages are merely
// unpacked, so the accounts, alternatives and configuration that those would make are made here.
import type { Suite } from './suites';

/** A file of the guest, by its absolute path there. */
export type GuestFile =
  | { readonly path: string; readonly text: string; readonly mode: number }
  | { readonly path: string; readonly link: string };

/** The line on the serial console that says that SSH listens; the kernel release follows. */
export const readyMark = 'netfilter-workbench: ready';

/**
 * Runs once, as the first thing of busybox's init. sshd leaves its parent only when it listens, so the mark that
 * follows it is true.
 */
const start = `#!/bin/sh
# Brings the guest up: file systems, the one network interface, SSH.
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t debugfs debugfs /sys/kernel/debug
mount -t tracefs tracefs /sys/kernel/tracing
mkdir -p /dev/pts /dev/shm
mount -t devpts -o gid=5,mode=620,ptmxmode=666 devpts /dev/pts
mount -t tmpfs tmpfs /dev/shm
mount -t tmpfs tmpfs /tmp
mount -t tmpfs -o mode=755 tmpfs /run
mkdir -p /run/sshd /run/netns
ln -sf /proc/self/fd /dev/fd
hostname netfilter-workbench
ip link set lo up
ip address add 10.0.2.15/24 dev eth0
ip link set eth0 up
ip route add default via 10.0.2.2
if /usr/sbin/sshd; then
  echo "${readyMark} $(uname -r)" > /dev/ttyS0
else
  echo "netfilter-workbench: sshd did not start" > /dev/ttyS0
fi
`;

const inittab = `::sysinit:/usr/lib/netfilter-workbench/start
::ctrlaltdel:/bin/busybox reboot
::shutdown:/bin/busybox umount -a -r
`;

function sshdConfiguration(suite: Suite): string {
  const settings = [
    'HostKey /etc/ssh/ssh_host_ed25519_key',
    'PermitRootLogin prohibit-password',
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
    'UsePAM no',
    'UseDNS no',
    'X11Forwarding no',
    'PrintMotd no',
    'MaxStartups 100',
    'MaxSessions 100',
    'Subsystem sftp /usr/lib/openssh/sftp-server',
  ];
  if (suite.sshHasPenalties) settings.push('PerSourcePenalties no');
  // Older OpenSSH knows this setting by another name.
  const known = suite.name === 'bullseye' ? settings.filter((line) => !line.startsWith('Kbd')) : settings;
  return `${known.join('\n')}\n`;
}

/** Accounts that the unpacked packages expect beside those of base-passwd. */
export const extraAccounts = {
  passwd: [
    'sshd:x:100:65534::/run/sshd:/usr/sbin/nologin',
    // Debian's tcpdump gives up root for this account once it captures.
    'tcpdump:x:101:101::/nonexistent:/usr/sbin/nologin',
  ],
  group: ['tcpdump:x:101:'],
} as const;

/** Debian's own choices, as update-alternatives would make them. */
const alternatives: readonly (readonly [name: string, link: string, program: string])[] = [
  ['awk', '/usr/bin/awk', '/usr/bin/mawk'],
  ['cc', '/usr/bin/cc', '/usr/bin/gcc'],
  ['which', '/usr/bin/which', '/usr/bin/which.debianutils'],
  ...['iptables', 'ip6tables'].flatMap((tool) =>
    ['', '-restore', '-save'].map(
      (suffix) =>
        [`${tool}${suffix}`, `/usr/sbin/${tool}${suffix}`, `/usr/sbin/${tool}-nft${suffix}`] as const,
    ),
  ),
];

/**
 * Every file that is put into the image, but for what only the build knows: the accounts of base-passwd's lists
 * and the keys. Equal input gives equal output, so an image is known by what went into it.
 */
export function guestFiles(suite: Suite): GuestFile[] {
  const text = (path: string, content: string, mode = 0o644): GuestFile => ({ path, text: content, mode });
  return [
    { path: '/usr/sbin/init', link: '/bin/busybox' },
    text('/usr/lib/netfilter-workbench/start', start, 0o755),
    text('/etc/inittab', inittab),
    text('/etc/ssh/sshd_config', sshdConfiguration(suite)),
    text('/etc/hostname', 'netfilter-workbench\n'),
    text('/etc/hosts', '127.0.0.1 localhost netfilter-workbench\n::1 localhost\n'),
    text(
      '/etc/nsswitch.conf',
      'passwd: files\ngroup: files\nhosts: files\nprotocols: files\nservices: files\n',
    ),
    text('/etc/fstab', '/dev/vda / ext4 noatime 0 1\n'),
    text(
      '/etc/profile',
      "export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\nPS1='vm:\\w# '\n",
    ),
    { path: '/etc/mtab', link: '../proc/self/mounts' },
    ...alternatives.flatMap(([name, link, program]): GuestFile[] => [
      { path: link, link: `/etc/alternatives/${name}` },
      { path: `/etc/alternatives/${name}`, link: program },
    ]),
  ];
}
