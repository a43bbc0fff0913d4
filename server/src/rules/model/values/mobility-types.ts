// Message types of Mobile IPv6, or a range of them: `binding-update`, `coti:cot`, `4:` (extensions/libip6t_mh.c,
// parse_mh_types and name_to_type).
import { parseInteger } from '../../facts/integer';
import { mobilityTypes } from '../../facts/mobility-types';
import { isFault } from './reading';
import type { Reading } from './reading';

const names = mobilityTypes.flatMap((group, type) => group.map((name) => ({ name, type })));

export function readMobilityTypes(text: string): Reading<{ first: number; last: number }> {
  const colon = text.indexOf(':');
  const first = readEnd(text, 0, colon < 0 ? text.length : colon, colon < 0 ? undefined : 0);
  if (isFault(first)) return first;
  if (colon < 0) return { value: { first: first.value, last: first.value } };
  const last = readEnd(text, colon + 1, text.length, 255);
  if (isFault(last)) return last;
  if (first.value > last.value) return { fault: 'Invalid MH type range (min > max)' };
  return { value: { first: first.value, last: last.value } };
}

function readEnd(text: string, from: number, to: number, whenEmpty: number | undefined): Reading<number> {
  if (from === to && whenEmpty !== undefined) return { value: whenEmpty };
  const item = text.slice(from, to);
  const type = typeOf(item.toLowerCase()) ?? parseInteger(item, 0, 255);
  return type === undefined ? { fault: `Invalid MH type \`${item}'`, from, to } : { value: type };
}

/** A name in full, or the first that begins so; nothing at all begins them all. */
function typeOf(beginning: string): number | undefined {
  const named = names.filter(({ name }) => name.startsWith(beginning));
  return (named.find(({ name }) => name === beginning) ?? named[0])?.type;
}

export function describeMobilityTypes(text: string): string | undefined {
  const reading = readMobilityTypes(text);
  if (isFault(reading)) return undefined;
  const { first, last } = reading.value;
  const spelled = (type: number) => {
    const name = mobilityTypes[type]?.[0];
    return name === undefined ? String(type) : `${type} (${name})`;
  };
  return first === last ? `Type ${spelled(first)}.` : `Types ${spelled(first)} to ${spelled(last)}.`;
}
