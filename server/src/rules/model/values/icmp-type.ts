// Types of ICMP, by name or by numbers (extensions/libxt_icmp.h).
import { icmpNumbers } from '../../facts/icmp-types';
import { parseInteger } from '../../facts/integer';
import type { DescriptionContext } from './descriptions';

/** `echo-request` → type 8; `3/3` → its names. A name may be shortened as far as it stays the only one. */
export function describeIcmpType(text: string, { profile }: DescriptionContext): string | undefined {
  const numbers = icmpNumbers[profile.family];
  const lower = text.toLowerCase();
  const named = [...numbers].filter(([name]) => name.toLowerCase().startsWith(lower));
  const [first] = named;
  if (first && named.length === 1) return sentence(first[1], named);
  const parts = text.split('/').map((part) => parseInteger(part, 0, 255));
  if (parts.length > 2 || parts.includes(undefined)) return undefined;
  const written = parts.join('/');
  return sentence(
    written,
    [...numbers].filter(([, same]) => same === written),
  );
}

function sentence(numbers: string, named: readonly (readonly [name: string, numbers: string])[]): string {
  const [type = '', code] = numbers.split('/');
  const names = named.map(([name]) => name).join(', ');
  const what =
    type === '255' ? 'Any type' : `Type ${type}${code === undefined ? ', any code' : `, code ${code}`}`;
  return names === '' ? `${what}.` : `${what}: ${names}.`;
}
