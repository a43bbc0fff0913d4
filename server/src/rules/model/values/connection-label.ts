// The label of a connection: the number of its bit, or a name out of connlabel.conf (extensions/libxt_connlabel.c,
// connlabel_mt_parse; net/netfilter/nf_conntrack_labels.c, nf_connlabels_get).
import { looseInteger } from '../../facts/integer';
import type { ValueContext } from './readers';
import type { Reading } from './reading';

/** XT_CONNLABEL_MAXBIT */
const lastBit = 127;

/** The number of the bit; undefined for a name that only the machine which loads the rules can look up. */
export function readConnectionLabel(text: string, { bare }: ValueContext): Reading<number | undefined> {
  const number = looseInteger(text, 0, 0);
  // A number that is negative in 32 bits is looked up as a name; of others the kernel gets the lower 16 bits.
  const isName = number.end === 0 || number.end < text.length || number.value > 0x7fffffff;
  if (isName) {
    return bare ? { fault: `label '${text}' not found or invalid value` } : { value: undefined };
  }
  const bit = number.value & 0xffff;
  return bit > lastBit
    ? { fault: `the kernel has no label ${bit}, the last one is ${lastBit}`, tier: 'kernel' }
    : { value: bit };
}
