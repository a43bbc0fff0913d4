// What apt-get complains about, as sentences for a person.
import { UserError } from '../user-error';
import { diskFull } from './trouble';

/** A kind of complaint; the first that fits is taken. */
interface Trouble {
  readonly pattern: RegExp;
  readonly code: string;
  /** What is wrong with `packages`; apt's own line follows it. */
  readonly what: (packages: string) => string;
  readonly nextStep: string;
}

const troubles: readonly Trouble[] = [
  {
    pattern:
      /does not have a Release file|\b404 +Not Found|Unable to locate package|has no installation candidate|unmet dependencies/,
    code: 'mirror-incomplete',
    what: (packages) => `The Debian mirror of this machine does not carry ${packages}`,
    nextStep: 'Choose another suite, or a mirror that carries this one in /etc/apt, then try again.',
  },
  {
    pattern: /NO_PUBKEY|is not signed|signatures couldn't be verified/,
    code: 'missing-keys',
    what: (packages) => `This machine cannot verify ${packages}`,
    nextStep: "Install Debian's keys with `sudo apt-get install debian-archive-keyring`, then try again.",
  },
  {
    pattern: /Failed to fetch|Could not resolve|Could not connect|Connection (failed|refused|timed out)/,
    code: 'no-network',
    what: (packages) => `${capitalised(packages)} could not be downloaded`,
    nextStep:
      'Check the network and the mirrors and proxies in /etc/apt, then try again; what was downloaded is kept.',
  },
  {
    pattern: /Could not get lock|Unable to lock/,
    code: 'apt-busy',
    what: (packages) => `Another apt-get still downloads ${packages}`,
    nextStep: 'Wait until it has ended, then try again.',
  },
];

const other: Omit<Trouble, 'pattern'> = {
  code: 'apt-failed',
  what: (packages) => `apt-get could not get ${packages}`,
  nextStep: 'Check the mirrors in /etc/apt, then try again.',
};

/** The error for an apt-get that failed to get `packages`, from what it wrote to standard error. */
export function aptFailure(stderr: string, packages: string): UserError {
  const complaint = withoutPasswords(stderr);
  const cause = new Error(complaint);
  if (/No space left on device|don't have enough free space/.test(complaint)) return diskFull(cause);
  const { code, what, nextStep } = troubles.find(({ pattern }) => pattern.test(complaint)) ?? other;
  const line = /^[EW]: *(.+)$/m.exec(complaint)?.[1] ?? complaint.split('\n').at(-1) ?? '';
  return new UserError(`${what(packages)}: ${line.replace(/\.?$/, '.')}`, nextStep, { code, cause });
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function withoutPasswords(text: string): string {
  return text.replace(/(\w:\/\/)[^/@\s]+@/g, '$1');
}
