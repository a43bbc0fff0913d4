// extensions/libxt_limit.c (limit_save, print_rate)
import { parseInteger } from '../../facts/integer';
import { readRate } from '../../model/values/rate';
import { isFault } from '../../model/values/reading';
import type { SavedForm, WriteValue } from '../saved-form';
import { asNumber, asWord } from '../write-value';

/** What a match without options says (XT_LIMIT_AVG, XT_LIMIT_BURST). */
const usualRate = '3/hour';
const usualBurst = '5';

/** The kernel counts ten thousand units a second (XT_LIMIT_SCALE). */
const units = [
  { name: 'day', length: 864_000_000, letter: 'd' },
  { name: 'hour', length: 36_000_000, letter: 'h' },
  { name: 'min', length: 600_000, letter: 'm' },
  { name: 'sec', length: 10_000, letter: 's' },
] as const;

/** A rate is kept as the time between two packets, and written by the largest unit that says it without a rest. */
const asRate: WriteValue = (text, context) => {
  const period = periodOf(text, context.option.fact?.maximum ?? 10_000);
  if (period === undefined) return asWord(text, context);
  const next = units.findIndex(
    ({ length }, index) => index > 0 && (period > length || Math.floor(length / period) < length % period),
  );
  const unit = units.at((next < 0 ? units.length : next) - 1) ?? units[3];
  return `${Math.floor(unit.length / period)}/${unit.name}`;
};

function periodOf(text: string, perSecond: number): number | undefined {
  if (isFault(readRate(text, perSecond))) return undefined;
  const [count = '', unitText = 's'] = text.split('/');
  const unit = units.find(({ letter }) => unitText.toLowerCase().startsWith(letter));
  const number = parseInteger(count, 1, 0xffffffff);
  return unit && number !== undefined ? Math.floor(unit.length / number) : undefined;
}

export const limit: SavedForm = {
  kind: 'match',
  name: 'limit',
  options: { limit: asRate, 'limit-burst': asNumber },
  rewrite: (options) => {
    const rest = options.filter(({ name, values }) => name !== 'limit-burst' || values[0] !== usualBurst);
    const hasRate = rest.some(({ name }) => name === 'limit');
    return hasRate ? rest : [{ name: 'limit', isNegated: false, values: [usualRate] }, ...rest];
  },
};
