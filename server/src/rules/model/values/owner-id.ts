// Who owns a socket: the name of a user or a group, its number, or a range of numbers (extensions/libxt_owner.c,
// owner_mt_parse and owner_parse_range; net/netfilter/xt_owner.c, owner_check).
import { leadingInteger } from '../../facts/integer';
import type { ValueContext } from './readers';
import type { Reading } from './reading';

export interface OwnerRange {
  readonly first: number;
  readonly last: number;
}

/** The number above it stands for nobody. */
const largest = 0xfffffffe;

/** Undefined for a name that only the machine which loads the rules can look up. */
export function readOwner(text: string, { bare }: ValueContext): Reading<OwnerRange | undefined> {
  if (text === 'root') return { value: { first: 0, last: 0 } };
  const range = readRange(text);
  if (!range) {
    return mayBeName(text) && !bare ? { value: undefined } : { fault: `Bad value: "${text}"` };
  }
  if (range.first <= range.last) return { value: range };
  return { fault: 'the kernel refuses a range that ends before it begins', tier: 'kernel' };
}

function readRange(text: string): OwnerRange | undefined {
  const first = leadingInteger(text, 0, largest);
  if (!first) return undefined;
  if (first.end === text.length) return { first: first.value, last: first.value };
  const last = /[-:]/.test(text.charAt(first.end)) && leadingInteger(text, first.end + 1, largest);
  return last && last.end === text.length ? { first: first.value, last: last.value } : undefined;
}

/** Directories of users have names with all kinds of letters, but none without any. */
function mayBeName(text: string): boolean {
  return /\p{L}|_/u.test(text) && !/[:\s]/.test(text);
}
