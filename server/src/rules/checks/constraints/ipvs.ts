// extensions/libxt_ipvs.c, ipvs_mt_check
import type { Constraint } from './constraint';
import { findOption } from './options';

export const ipvs: Constraint = {
  kind: 'match',
  name: 'ipvs',
  check(extension, _context, report): void {
    const property = findOption(extension, 'ipvs');
    if (!property?.negation || extension.options.length === 1) return;
    const { start } = property.negation;
    const message = "`! --ipvs' cannot be together with other options: they ask about connections of IPVS.";
    report({ start, end: property.word.end, message });
  },
};
