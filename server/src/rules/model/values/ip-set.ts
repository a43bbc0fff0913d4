// A set that `ipset` keeps, and for each of its dimensions which side of the packet is looked up
// (extensions/libxt_set.h, get_set_byname and parse_dirs; extensions/libxt_SET.c, parse_target).
import type { ValueContext } from './readers';
import type { Reading } from './reading';

/** include/linux/netfilter/ipset/ip_set.h: IPSET_MAXNAMELEN is 32 with the byte that ends a name, IPSET_DIM_MAX 6. */
const longestName = 31;
const mostDimensions = 6;

export function readIpSet(text: string, context: ValueContext): Reading<unknown> {
  return context.index === 0 ? readName(text, context) : readDirections(text);
}

/** Whether the set is there only the machine can tell which loads the rules. */
function readName(text: string, { bare }: ValueContext): Reading<string> {
  if (Buffer.byteLength(text) > longestName) {
    return { fault: `setname \`${text}' too long, max ${longestName} characters` };
  }
  return bare ? { fault: `Set ${text} doesn't exist` } : { value: text };
}

/** Only the first three letters of each count. */
function readDirections(text: string): Reading<readonly ('src' | 'dst')[]> {
  const directions: ('src' | 'dst')[] = [];
  let from = 0;
  for (const item of text.split(',')) {
    const to = from + item.length;
    if (directions.length === mostDimensions) {
      return { fault: `Can't be more src/dst options than ${mostDimensions}`, from, to: text.length };
    }
    const direction = (['src', 'dst'] as const).find((side) => item.startsWith(side));
    if (!direction) {
      return { fault: "You must specify (the comma separated list of) 'src' or 'dst'", from, to };
    }
    directions.push(direction);
    from = to + 1;
  }
  return { value: directions };
}
