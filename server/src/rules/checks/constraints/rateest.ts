// net/netfilter/xt_rateest.c, xt_rateest_mt_checkentry
import type { Constraint } from './constraint';
import { hasOption } from './options';

const needs = [
  ['rateest1'],
  ['rateest-lt', 'rateest-gt', 'rateest-eq'],
  ['rateest-bps1', 'rateest-pps1', 'rateest-bps2', 'rateest-pps2'],
] as const;

export const rateest: Constraint = {
  kind: 'match',
  name: 'rateest',
  check(extension, _context, report): void {
    const missing = needs.find((names) => !names.some((name) => hasOption(extension, name)));
    if (!missing) return;
    const list = missing.map((name) => `--${name}`).join(', ');
    const { start, end } = extension.word;
    const message = `the kernel refuses the rate match without ${missing.length > 1 ? 'one of ' : ''}${list}.`;
    report({ start, end, message, tier: 'kernel' });
  },
};
