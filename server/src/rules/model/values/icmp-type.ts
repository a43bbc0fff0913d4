// Types of ICMP, by name or by numbers: `echo-request`, `3/1`, `3/0:15` (extensions/libxt_icmp.h, __parse_icmp).
import { icmpNumbers } from '../../facts/icmp-types';
import { leadingInteger, parseInteger } from '../../facts/integer';
import type { DescriptionContext } from './descriptions';
import type { ValueContext } from './readers';
import type { Reading, ReadingFault } from './reading';

/** A name may be shortened as far as it stays the only one; else a type, and a code or a range of codes behind `/`. */
export function readIcmpType(text: string, { profile }: Pick<ValueContext, 'profile'>): Reading<string> {
  const lower = text.toLowerCase();
  const names = [...icmpNumbers(profile.family, profile.version).keys()];
  const [first, second] = names.filter((name) => name.toLowerCase().startsWith(lower));
  if (first !== undefined && second !== undefined) {
    return { fault: `Ambiguous ICMP type \`${text}': \`${first}' or \`${second}'?`, instead: first };
  }
  if (first !== undefined) return { value: first };
  const type = readRange(text, 0);
  if (!type) return { fault: `Unknown ICMP type \`${text}'` };
  if (type.first !== type.last) return { fault: 'ICMP type range not supported', from: 0, to: type.end };
  if (type.end === text.length) return { value: text };
  if (text[type.end] !== '/') return unknownLetter(text, type.end);
  const code = readRange(text, type.end + 1);
  if (!code) return { fault: `Unknown ICMP code \`${text}'`, from: type.end + 1, to: text.length };
  return code.end === text.length ? { value: text } : unknownLetter(text, code.end);
}

/** `3`, `3:5`, in any order. */
function readRange(text: string, from: number): { first: number; last: number; end: number } | undefined {
  const first = leadingInteger(text, from, 255);
  if (!first || text[first.end] !== ':') {
    return first && { first: first.value, last: first.value, end: first.end };
  }
  const last = leadingInteger(text, first.end + 1, 255);
  return last && { first: first.value, last: last.value, end: last.end };
}

function unknownLetter(text: string, at: number): ReadingFault {
  return { fault: `unknown character ${text.charAt(at)}`, from: at, to: text.length };
}

/** `echo-request` → type 8; `3/3` → its names. A name may be shortened as far as it stays the only one. */
export function describeIcmpType(text: string, { profile }: DescriptionContext): string | undefined {
  const numbers = icmpNumbers(profile.family, profile.version);
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
