// net/netfilter/xt_recent.c, recent_mt_check
import { parseInteger } from '../../facts/integer';
import type { Constraint } from './constraint';
import { findOption, hasOption, knownValue, spanOf } from './options';

/** How many packets of an address the kernel remembers. */
const mostPackets = 65_535;
/** What only a question of an address can be narrowed down by. */
const ofQuestions: readonly string[] = ['seconds', 'hitcount', 'rttl', 'reap'];

export const recent: Constraint = {
  kind: 'match',
  name: 'recent',
  check(extension, _context, report): void {
    const hits = findOption(extension, 'hitcount');
    const count = parseInteger(knownValue(hits) ?? '0', 0, 0xffffffff) ?? 0;
    if (hits && count > mostPackets) {
      const message = `the kernel remembers ${mostPackets} packets of an address at most.`;
      report({ ...spanOf(hits), message, tier: 'kernel' });
    }
    if (!hasOption(extension, 'set') && !hasOption(extension, 'remove')) return;
    // A count of no packets is as if nothing were said.
    const isUseless = (name = '') => ofQuestions.includes(name) && (name !== 'hitcount' || count > 0);
    const useless = extension.options.find(({ fact }) => isUseless(fact?.name));
    if (!useless) return;
    const message = `the kernel takes \`--${useless.fact?.name ?? ''}' only beside --rcheck and --update.`;
    report({ ...spanOf(useless), message, tier: 'kernel' });
  },
};
