// net/netfilter/xt_recent.c, recent_mt_check
import { parseInteger } from '../../facts/integer';
import type { LineFinding } from '../rule-check';
import type { Constraint } from './constraint';
import { findOption, hasOption, knownValue, spanOf } from './options';

/** How many packets of an address the kernel remembers (XT_RECENT_MAX_NSTAMPS): since 6.11, and before. */
const mostPackets = { now: 65_535, before: 255 };
/** What only a question of an address can be narrowed down by. */
const ofQuestions: readonly string[] = ['seconds', 'hitcount', 'rttl', 'reap'];

export const recent: Constraint = {
  kind: 'match',
  name: 'recent',
  check(extension, _context, report): void {
    const hits = findOption(extension, 'hitcount');
    const count = parseInteger(knownValue(hits) ?? '0', 0, 0xffffffff) ?? 0;
    if (hits && count > mostPackets.before) report({ ...spanOf(hits), ...tooMany(count) });
    if (!hasOption(extension, 'set') && !hasOption(extension, 'remove')) return;
    // A count of no packets is as if nothing were said.
    const isUseless = (name = '') => ofQuestions.includes(name) && (name !== 'hitcount' || count > 0);
    const useless = extension.options.find(({ fact }) => isUseless(fact?.name));
    if (!useless) return;
    const message = `the kernel takes \`--${useless.fact?.name ?? ''}' only beside --rcheck and --update.`;
    report({ ...spanOf(useless), message, tier: 'kernel' });
  },
};

/** An error on every kernel, or a warning where it depends on the kernel. */
function tooMany(count: number): Pick<LineFinding, 'message' | 'tier' | 'severity'> {
  const { now, before } = mostPackets;
  if (count > now) {
    return { message: `the kernel remembers ${now} packets of an address at most.`, tier: 'kernel' };
  }
  const message = `kernels before 6.11 remember ${before} packets of an address, and refuse the rule.`;
  return { message, tier: 'kernel', severity: 'warning' };
}
