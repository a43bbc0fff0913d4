// Values put together out of the pieces of their grammar: right now and then, nearly right often, which is where a
// reader errs.
import type { ValueKind } from '../../server/src/rules/facts/fact';
import type { Random } from './random';

/** Pieces of a value, parted by `|`. */
const pieces: Partial<Record<ValueKind, string>> = {
  'time-of-day': '0|1|08|23|24|59|60|:|:|:| |+|-|x',
  date: '1970|2026|2038|2039|-|-|-|0|1|08|12|13|31|32|T|T|:|:|23|59|60|t| ',
  weekdays: 'Mon|Tue|Su|F|sat|Thursday|1|7|8|0|,|,|,|,|0x|-| ',
  'month-days': '1|2|31|32|0|08|0x1|,|,|,|,|-|+| ',
  'ipsec-protocol': 'ah|esp|ipcomp|IPSEC-|50|51|0x|108|ESP|6|tcp| ',
  'proc-name': 'a|b|/|.|..|-|_| ',
  bandwidth: '0|1|8|5.5|1e3|.|k|K|m|G|Ti|ki|bit|bps|Bps|BIT| |+|inf|nan',
  'sctp-chunks': 'all|any|only|DATA|INIT|ABORT|data|I_DATA|:|:|B|e|T|t|-|,|,|,|NONE',
  'search-text': 'a|b c|x|é|nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn',
  'hex-pattern': '\\|'.repeat(6) + '|0a|41|F|g| |  |\\|\\\\|x|0',
  tos: '0|1|0x10|0x3f|255|256|/|/|/|Minimize-Delay|normal-service|Minimize|x| |+',
  'u32-tests': '0|6|0xFF|31|32|4294967296|&|&|<<|>>|<|@|=|=|=|=|&&|&&|,|:| |x',
  'ipv6-headers': 'hop|dst|frag|esp|ah|none|prot|ip|0|60|255|6|tcp|ipv6-|opts|route|,|,|,|HOP| ',
  'mobility-types': 'b|brr|bu|binding-|update|home-test|-init|ho|cot|0|7|255|256|:|:|x',
  'hop-addresses': '::1|2001:db8::|::|,|,|,|1.2.3.4|:|x',
};
const mostPieces = 7;

/** Something like a value of that kind; undefined where its pieces are not known. */
export function pieceTogether(kind: ValueKind, random: Random): string | undefined {
  const alphabet = pieces[kind]?.match(/(?:\\\||[^|])+/g);
  if (!alphabet) return undefined;
  const count = 1 + random.below(mostPieces);
  return Array.from({ length: count }, () => random.pick(alphabet).replace('\\|', '|')).join('');
}
