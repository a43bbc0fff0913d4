// net/netfilter/xt_nfacct.c, nfacct_mt_checkentry
import type { Constraint } from './constraint';
import { findOption, knownValue, spanOf } from './options';

/** struct xt_nfacct_match_info, XT_NFACCT_NAME_LEN less the terminating byte: what is beyond is cut off. */
const longestName = 31;

export const nfacct: Constraint = {
  kind: 'match',
  name: 'nfacct',
  check(extension, { grammar }, report): void {
    const option = findOption(extension, 'nfacct-name');
    const name = knownValue(option)?.slice(0, longestName);
    const known = grammar.catalog.accountingObjects;
    if (!option || name === undefined || !known || known.includes(name)) return;
    const message = `the kernel has no accounting object \`${name}'; \`nfacct add ${name}' makes it.`;
    report({ ...spanOf(option), message, tier: 'kernel' });
  },
};
