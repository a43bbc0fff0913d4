// A number with a mask, or a name that a file of iproute2 gives a number: realms, groups of devices
// (libxtables/xtables.c, xtables_parse_val_mask).
import { leadingInteger } from '../../facts/integer';
import type { Mark } from './integer';
import type { ValueContext } from './readers';
import { isFault } from './reading';
import type { Reading } from './reading';

const largest = 0xffffffff;

/** Undefined for a name that only the machine which loads the rules can look up. */
export function readNamedNumber(text: string, { fact, bare }: ValueContext): Reading<Mark | undefined> {
  const number = leadingInteger(text, 0, largest);
  if (number?.end === text.length) return { value: { value: number.value, mask: largest } };
  if (number && text.charAt(number.end) === '/') return readMask(text, number.value, number.end + 1);
  if (fact.words?.includes(text)) return { value: undefined };
  return mayBeName(text) && !bare
    ? { value: undefined }
    : { fault: `\`${text}' is no number, and no name of one` };
}

function readMask(text: string, value: number, from: number): Reading<Mark> {
  const mask = leadingInteger(text, from, largest);
  if (mask?.end === text.length) return { value: { value, mask: mask.value } };
  return { fault: 'bad integer value for the mask, or out of range', from, to: text.length };
}

/** Blanks end a name in such a file, a `#` begins a comment, and nobody names a thing `-1`. */
function mayBeName(text: string): boolean {
  return /^[^\s#]\S*$/.test(text) && !/^[+-]?\d+$/.test(text);
}

export function describeNamedNumber(text: string, context: ValueContext): string | undefined {
  const reading = readNamedNumber(text, context);
  if (isFault(reading)) return undefined;
  if (!reading.value) return `\`${text}\`: looked up when the rules are loaded.`;
  const { value, mask } = reading.value;
  const number = `\`0x${value.toString(16)}\` = ${value}`;
  return mask === largest
    ? `${number}.`
    : `${number}, of which the bits of \`0x${mask.toString(16)}\` count.`;
}
