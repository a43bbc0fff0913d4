// Flags of the TCP header, of which a mask is looked at and some must be set: `SYN,RST,ACK SYN` (extensions/libxt_tcp.c,
// parse_tcp_flags). The words themselves are judged as an enumeration.
import type { DescriptionContext } from './descriptions';

/** In the order of their bits. */
const flags = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG'];

/** The first argument is the mask, the second what must be set of it. */
export function describeTcpFlags(text: string, { index }: DescriptionContext): string | undefined {
  const words = text.toUpperCase().split(',');
  if (!words.every((word) => flags.includes(word) || word === 'ALL' || word === 'NONE')) return undefined;
  const named = words.includes('ALL') ? flags : flags.filter((flag) => words.includes(flag));
  if (index === 0) return named.length === 0 ? 'No flag is looked at.' : `Looked at: ${named.join(', ')}.`;
  const others = 'those that are looked at';
  if (named.length === 0) return `None of ${others} may be set.`;
  return `Must be set: ${named.join(', ')}; of ${others}, no other may be.`;
}
