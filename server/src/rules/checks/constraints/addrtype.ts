// The routing table of IPv6 knows fewer kinds of addresses (net/netfilter/xt_addrtype.c, addrtype_mt_checkentry_v1).
import { isFault } from '../../model/values/reading';
import { readWordList } from '../../model/values/words';
import type { Constraint } from './constraint';
import { findOption, knownValue, spanOf } from './options';

const unknownToIpv6 = new Set(['BROADCAST', 'BLACKHOLE', 'PROHIBIT', 'THROW', 'NAT', 'XRESOLVE']);

export const addrtype: Constraint = {
  kind: 'match',
  name: 'addrtype',
  check(extension, { profile }, report) {
    if (profile.family !== 'ipv6') return;
    for (const name of ['src-type', 'dst-type']) {
      const option = findOption(extension, name);
      const text = knownValue(option);
      const words = option?.fact && text !== undefined ? readWordList(text, option.fact) : undefined;
      const unknown =
        words && !isFault(words) ? words.value.find((word) => unknownToIpv6.has(word)) : undefined;
      if (!option || unknown === undefined) continue;
      report({
        ...spanOf(option),
        tier: 'kernel',
        message: `the kernel has no addresses of the kind ${unknown} in IPv6.`,
      });
    }
  },
};
