// Dates and times of day (extensions/libxt_time.c, time_parse_date and time_parse_minutes). Each field is read by strtoul:
// it may have a sign, leading zeros or no digits at all, which is a 0.
import { looseInteger } from '../../facts/integer';
import { isFault } from './reading';
import type { Reading } from './reading';

interface Field {
  readonly minimum: number;
  readonly maximum: number;
  /** What stands before the next field. */
  readonly separator?: string;
}

const second: Field = { minimum: 0, maximum: 59 };
const minute: Field = { minimum: 0, maximum: 59, separator: ':' };
const hour: Field = { minimum: 0, maximum: 23, separator: ':' };
const day: Field = { minimum: 0, maximum: 31, separator: 'T' };
const month: Field = { minimum: 0, maximum: 12, separator: '-' };
const year: Field = { minimum: 1970, maximum: 2038, separator: '-' };

/** Seconds since midnight. */
export function readTimeOfDay(text: string): Reading<number> {
  const fields = readFields(text, [hour, minute, second], 2);
  if (!fields) return { fault: `invalid time "${text}" specified, should be hh:mm[:ss]` };
  const [hours = 0, minutes = 0, seconds = 0] = fields;
  return { value: hours * 3600 + minutes * 60 + seconds };
}

/** Seconds since 1970, in UTC. */
export function readDate(text: string): Reading<number> {
  const fields = readFields(text, [year, month, day, hour, minute, second], 1);
  const fault = `Invalid date "${text}" specified. Should be YYYY[-MM[-DD[Thh[:mm[:ss]]]]]`;
  if (!fields) return { fault };
  const [years = 0, months = 1, ...rest] = fields;
  const seconds = Date.UTC(years, months - 1, ...withDay(rest)) / 1000;
  // The month 0 is the December before, and mktime refuses what lies before 1970.
  return seconds < 0 ? { fault } : { value: seconds };
}

function withDay(fields: readonly number[]): [number, number, number, number] {
  const [days = 1, hours = 0, minutes = 0, seconds = 0] = fields;
  return [days, hours, minutes, seconds];
}

/** The fields of the text, of which the first `needed` must be there. */
function readFields(text: string, fields: readonly Field[], needed: number): number[] | undefined {
  const values: number[] = [];
  let from = 0;
  for (const { minimum, maximum, separator } of fields) {
    const { value, end } = looseInteger(text, from, 10);
    if (value < minimum || value > maximum) return undefined;
    values.push(value);
    if (end === text.length) return values.length < needed ? undefined : values;
    if (text[end] !== separator) return undefined;
    from = end + 1;
  }
  return undefined;
}

/** With all that was left out; in UTC, unless the rule takes the kernel's time zone. */
export function describeDate(text: string): string | undefined {
  const reading = readDate(text);
  if (isFault(reading)) return undefined;
  const [date, time = ''] = new Date(reading.value * 1000).toISOString().split('T');
  return `${date}, ${time.slice(0, 8)}.`;
}
