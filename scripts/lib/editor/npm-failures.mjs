// What a failing npm prints, and what it means to the person who waits for the editor.

import { reasonFor } from '../known-failures.mjs';

const known = [
  {
    sign: /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT/,
    sentence: 'the npm registry cannot be reached. Check the network and run this again.',
  },
  {
    sign: /ENOSPC|no space left on device/i,
    sentence: 'the disk is full. Free 1 GB where your cache folder is and run this again.',
  },
  {
    sign: /EACCES|EROFS|EPERM/,
    sentence: 'the cache folder cannot be written. Name another one in XDG_CACHE_HOME and run this again.',
  },
  {
    sign: /not found: make|make: not found|g\+\+:? (not found|No such file)|find any Python|find Python/i,
    sentence: 'a C++ compiler, make and Python are needed. Run `apt-get install g++ make python3`.',
  },
  {
    sign: /E404|ETARGET/,
    sentence:
      'the npm registry in use lacks this version. Point npm at a complete registry and run this again.',
  },
  {
    sign: /spawn npm ENOENT/,
    sentence: 'there is no `npm` on PATH. Install npm and run this again.',
  },
];

/**
 * The reason for a failure, as the rest of a sentence and the next step.
 *
 * @param {string} output What the failing program printed.
 */
export const reasonOf = (output) => reasonFor(output, known);
