// Options of the TCP header, by number or name, with commas between (extensions/libxt_TCPOPTSTRIP.c, parse_list).
import { parseInteger } from '../../facts/integer';
import { tcpOptions } from '../../facts/tcp-options';
import { isFault } from './reading';
import type { Reading } from './reading';
import { closest } from './words';

export function readTcpOptions(text: string): Reading<ReadonlySet<number>> {
  const options = new Set<number>();
  let from = 0;
  for (const item of text.split(',')) {
    const option = readTcpOption(item, options);
    if (isFault(option)) return { ...option, from, to: from + item.length };
    options.add(option.value);
    from += item.length + 1;
  }
  return { value: options };
}

/** The options 0 and 1 are the end of the list and its filling. */
function readTcpOption(text: string, before: ReadonlySet<number>): Reading<number> {
  const option = tcpOptions.get(text) ?? parseInteger(text, 0, 255);
  if (option === undefined) {
    const instead = closest(text, [...tcpOptions.keys()]);
    return { fault: `Bad TCP option value "${text}"`, ...(instead !== undefined && { instead }) };
  }
  if (option < 2) return { fault: 'Option value may not be 0 or 1' };
  return before.has(option) ? { fault: `Option "${text}" already specified` } : { value: option };
}

/** Names for numbers and numbers for names. */
export function describeTcpOptions(text: string): string | undefined {
  const options = readTcpOptions(text);
  if (isFault(options)) return undefined;
  const nameOf = new Map([...tcpOptions].map(([name, number]) => [number, name]));
  return `${[...options.value].map((number) => `${number} (${nameOf.get(number) ?? 'no name'})`).join(', ')}.`;
}
