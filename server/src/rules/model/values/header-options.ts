// Options of a hop-by-hop or destination options header, each by its type, with `:` and its length if wanted:
// `5:2,194` (extensions/libip6t_hbh.c and libip6t_dst.c, parse_options and parse_opts_num).
import { looseInteger, parseInteger } from '../../facts/integer';
import { isFault } from './reading';
import type { Reading, ReadingFault } from './reading';

export interface HeaderOption {
  readonly type: number;
  /** Any when left out. */
  readonly length: number | undefined;
}

/** include/uapi/linux/netfilter_ipv6/ip6t_opts.h, IP6T_OPTS_OPTSNR */
const most = 16;

export function readHeaderOptions(text: string): Reading<readonly HeaderOption[]> {
  const options: HeaderOption[] = [];
  let from = 0;
  for (const item of text.split(',')) {
    const to = from + item.length;
    if (options.length === most) return { fault: `too many options specified (${most} at most)`, from, to };
    const option = readOption(item, options.length === most - 1);
    if (isFault(option)) return { ...option, from: from + (option.from ?? 0), to };
    options.push(option.value);
    from = to + 1;
  }
  return { value: options };
}

function readOption(item: string, isLast: boolean): Reading<HeaderOption> {
  const colon = item.indexOf(':');
  if (colon >= 0 && isLast) return { fault: `only the first ${most - 1} options may have a length` };
  const type = readByte(colon < 0 ? item : item.slice(0, colon), 'option');
  if (isFault(type)) return type;
  if (colon < 0) return { value: { type: type.value, length: undefined } };
  if (type.value === 0) return { fault: 'the padding option 0 has no length', from: colon };
  const length = readByte(item.slice(colon + 1), 'length');
  return isFault(length)
    ? { ...length, from: colon + 1 }
    : { value: { type: type.value, length: length.value } };
}

/** A number of which the lowest byte is kept; it may be negative. */
function readByte(text: string, what: string): { readonly value: number } | ReadingFault {
  const isNumber = parseInteger(text.replace(/^(\s*)-(?=\d)/, '$1'), 0, 2 ** 64) !== undefined;
  return isNumber ? { value: looseInteger(text, 0, 0).value & 0xff } : { fault: `bad ${what} \`${text}'` };
}
