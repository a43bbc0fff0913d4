// The addresses of a routing header of type 0 (extensions/libip6t_rt.c, parse_addresses).
import { parseIpv6 } from './ipv6';
import type { Reading } from './reading';

/** include/uapi/linux/netfilter_ipv6/ip6t_rt.h, IP6T_RT_HOPS */
const mostHops = 16;

export function readHopAddresses(text: string): Reading<readonly bigint[]> {
  const addresses: bigint[] = [];
  let from = 0;
  for (const item of text.split(',')) {
    const to = from + item.length;
    if (addresses.length === mostHops) {
      return { fault: 'too many addresses specified', from, to: text.length };
    }
    const address = parseIpv6(item);
    if (address === undefined) return { fault: `bad address: ${item}`, from, to };
    addresses.push(address);
    from = to + 1;
  }
  return { value: addresses };
}
