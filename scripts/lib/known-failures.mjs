// From what a failing program printed to what it means to the person who waits. The signs are those programs' own
// words, in English: the programs are run with LC_ALL=C where that matters.

/**
 * @typedef {object} KnownFailure
 * @property {RegExp} sign
 * @property {string} sentence The reason, as the rest of a sentence, and the next step.
 */

/**
 * The reason for a failure: that of the first sign found, else the last line that speaks of an error.
 *
 * @param {string} output What the failing program printed.
 * @param {readonly KnownFailure[]} known
 */
export function reasonFor(output, known) {
  const cause = known.find(({ sign }) => sign.test(output));
  if (cause) return cause.sentence;
  const lines = output.trim().split('\n');
  return lines.findLast((line) => /error/i.test(line)) || lines.at(-1) || 'it said nothing.';
}

const noNetwork = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT/;

/** What may go wrong in `npm ci`. @type {readonly KnownFailure[]} */
export const npmFailures = [
  { sign: noNetwork, sentence: 'the npm registry cannot be reached. Check the network and start again.' },
  { sign: /ENOSPC|no space left/i, sentence: 'the disk is full. Free 1 GB and start again.' },
  {
    sign: /EACCES|EROFS|EPERM/,
    sentence: 'this folder or the npm cache cannot be written. Mend the permissions and start again.',
  },
  { sign: /ENOENT.*\bnpm\b|spawn npm/, sentence: 'there is no `npm` on PATH. Install npm and start again.' },
];

/** What may go wrong in `apt-get install`. @type {readonly KnownFailure[]} */
export const aptFailures = [
  { sign: /No space left|enough free space/, sentence: 'the disk is full. Free 2 GB and start again.' },
  {
    sign: /Unable to locate package|no installation candidate/,
    sentence: 'the package lists of this system do not know a package. Debian 12 or newer has them all.',
  },
  {
    sign: /resolving|Unable to connect|unreachable|Failed to fetch|Unable to fetch/,
    sentence: 'the Debian mirror cannot be reached. Check the network and start again.',
  },
  {
    sign: /dpkg was interrupted/,
    sentence: 'an earlier installation was cut short. Run `sudo dpkg --configure -a` and start again.',
  },
  {
    sign: /Could not get lock|lock is held/,
    sentence: 'another installation is running. Wait for it to end and start again.',
  },
  {
    sign: /unmet dependencies|held broken packages/,
    sentence:
      'the packages of this system contradict each other. `sudo apt-get --fix-broken install` may help.',
  },
];
