// The timer's seconds must fit its counter of milliseconds, and the folder of its file in sysfs has files of its own
// (net/netfilter/xt_IDLETIMER.c, idletimer_tg_helper and idletimer_check_sysfs_name).
import { parseInteger } from '../../facts/integer';
import type { Constraint } from './constraint';
import { findOption, knownValue, spanOf } from './options';

/** INT_MAX / 1000 is one too many. */
const longestTimeout = 2147482;
const reservedLabels = new Set(['power', 'subsystem', 'uevent']);

export const idletimer: Constraint = {
  kind: 'target',
  name: 'IDLETIMER',
  check(extension, _context, report) {
    const timeout = findOption(extension, 'timeout');
    const label = findOption(extension, 'label');
    const seconds = parseInteger(knownValue(timeout) ?? '1', 0, 0xffffffff);
    if (timeout && seconds !== undefined && (seconds === 0 || seconds > longestTimeout)) {
      const message = `the kernel takes a timeout from 1 to ${longestTimeout} seconds.`;
      report({ ...spanOf(timeout), tier: 'kernel', message });
    }
    const name = knownValue(label);
    if (label && name !== undefined && reservedLabels.has(name)) {
      const message = `the kernel keeps the name \`${name}' for itself.`;
      report({ ...spanOf(label), tier: 'kernel', message });
    }
  },
};
