// The two arguments of `--chunk-types` (extensions/libxt_sctp.c, parse_sctp_chunks and parse_sctp_chunk): which chunks of
// a packet must match, and a list of chunk types, each with flags of its own: `any DATA:Be,INIT`.
import { sctpChunks } from '../../facts/sctp-chunks';
import type { ValueContext } from './readers';
import { isFault } from './reading';
import type { Reading } from './reading';
import { closest } from './words';

const matchTypes = ['all', 'any', 'only'];
/** include/uapi/linux/netfilter/xt_sctp.h, XT_NUM_SCTP_FLAGS: how many types may have flags. */
const mostFlagged = 4;

export function readSctpChunks(text: string, { index }: ValueContext): Reading<unknown> {
  return index === 0 ? readMatchType(text) : readChunkList(text);
}

function readMatchType(text: string): Reading<string> {
  const word = text.toLowerCase();
  if (matchTypes.includes(word)) return { value: word };
  return { fault: 'Match type has to be one of "ALL", "ANY" or "ONLY"' };
}

function readChunkList(text: string): Reading<unknown> {
  if (/^(?:all|none)$/i.test(text)) return { value: text };
  const flagged = new Set<string>();
  let from = 0;
  for (const item of text.split(',')) {
    const chunk = item === '' ? { value: '' } : readChunk(item, flagged);
    if (isFault(chunk)) return { ...chunk, from, to: from + item.length };
    from += item.length + 1;
  }
  return { value: text };
}

/** A small letter asks for the flag to be off, a capital for it to be on. */
function readChunk(item: string, flagged: Set<string>): Reading<unknown> {
  const [name = '', ...rest] = item.split(':');
  const chunk = sctpChunks.get(name.toUpperCase());
  if (!chunk) {
    const instead = closest(name, [...sctpChunks.keys()]);
    return { fault: `Unknown sctp chunk \`${name}'`, ...(instead !== undefined && { instead }) };
  }
  const flags = rest.join(':').toUpperCase();
  const bad = [...flags].find((flag) => !chunk.flags.includes(flag));
  if (bad !== undefined) return { fault: `\`${bad}' is no flag of the chunk type ${name}` };
  if (flags !== '') flagged.add(name.toUpperCase());
  return flagged.size > mostFlagged
    ? { fault: `only ${mostFlagged} chunk types may have flags` }
    : { value: item };
}

const meaningOf = new Map([
  ['all', 'A packet matches that has all of the chunks.'],
  ['any', 'A packet matches that has one of the chunks, or several.'],
  ['only', 'A packet matches that has no other chunks than these.'],
]);

/** The flags of each chunk that must be on, and those that must be off. */
export function describeSctpChunks(text: string, context: ValueContext): string | undefined {
  if (isFault(readSctpChunks(text, context))) return undefined;
  if (context.index === 0) return meaningOf.get(text.toLowerCase());
  return text
    .split(',')
    .filter((item) => item.includes(':'))
    .map(describeFlags)
    .join('\n\n');
}

function describeFlags(item: string): string {
  const [name = '', flags = ''] = item.split(':');
  const on = [...flags].filter((flag) => flag === flag.toUpperCase());
  const off = [...flags].filter((flag) => !on.includes(flag)).map((flag) => flag.toUpperCase());
  const parts = [on.length > 0 && `${on.join(', ')} on`, off.length > 0 && `${off.join(', ')} off`];
  return `${name.toUpperCase()}: ${parts.filter((part) => part !== false).join(', ') || 'any flags'}.`;
}
