// Lists of days (extensions/libxt_time.c, time_parse_weekdays and time_parse_monthdays). Of each item only as many
// characters count as the program has room for: three of a weekday, two of a day of the month.
import { looseInteger } from '../../facts/integer';
import { isFault } from './reading';
import type { Reading } from './reading';

const weekdayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

/** `Mon,Tue`, `1,2`: a name is told by its first two letters. */
export function readWeekdays(text: string): Reading<readonly number[]> {
  return readItems(text, 3, (item) => {
    const { value, end } = looseInteger(item, 0, 0);
    if (end === item.length) {
      return value === 0 ? { fault: 'No, the week does NOT begin with Sunday' } : { value };
    }
    const day = weekdayNames.findIndex((name) => name.slice(0, 2) === item.slice(0, 2));
    if (day >= 0) return { value: day + 1 };
    const instead = weekdayNames.find((name) => name.toLowerCase().startsWith(item.toLowerCase()));
    const fault = `${item} is not a valid day specifier`;
    return { fault, ...(instead !== undefined && { instead }) };
  });
}

/** `1,15,31` */
export function readMonthDays(text: string): Reading<readonly number[]> {
  return readItems(text, 2, (item) => {
    const { value, end } = looseInteger(item, 0, 0);
    const isDay = end === item.length && value <= 31;
    return isDay ? { value } : { fault: `${item} is not a valid day for --monthdays` };
  });
}

/** Items with commas between; nothing behind the last comma is no item. */
function readItems(
  text: string,
  room: number,
  read: (item: string) => Reading<number>,
): Reading<readonly number[]> {
  const values: number[] = [];
  let from = 0;
  while (from < text.length) {
    const comma = text.indexOf(',', from);
    const to = comma < 0 ? text.length : comma;
    const reading = read(text.slice(from, Math.min(to, from + room)));
    if (isFault(reading)) return { ...reading, from, to };
    values.push(reading.value);
    from = to + 1;
  }
  return { value: values };
}

const wholeNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

export function describeWeekdays(text: string): string | undefined {
  const reading = readWeekdays(text);
  if (isFault(reading)) return undefined;
  const days = wholeNames.filter((_name, index) => reading.value.includes(index + 1));
  return days.length === 0 ? undefined : `${days.join(', ')}.`;
}
