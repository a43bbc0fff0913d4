// Text of /dev/kmsg → records. Total: a malformed line is skipped, nothing throws.
// A record is `prio,seq,usec,flags[,key=value…];text`, then lines that begin with a blank (kernel:
// Documentation/ABI/testing/dev-kmsg).
import { levels, type KernelRecord } from './record';

/** Turns the lines of /dev/kmsg into records as they arrive. */
export interface KmsgParser {
  /** Takes one line without its newline; returns the record that this line completed, if any. */
  line(text: string): KernelRecord | undefined;
  /** The last record, once no more lines follow. */
  end(): KernelRecord | undefined;
}

interface Pending {
  readonly record: Omit<KernelRecord, 'properties' | 'raw'>;
  readonly properties: Map<string, string>;
  readonly lines: string[];
}

export function createKmsgParser(): KmsgParser {
  let pending: Pending | undefined;
  const take = (): KernelRecord | undefined => {
    if (pending === undefined) return undefined;
    const { record, properties, lines } = pending;
    pending = undefined;
    return { ...record, properties, raw: lines.join('\n') };
  };
  return {
    line(text) {
      if (text.startsWith(' ')) {
        if (pending !== undefined) addProperty(pending, text);
        return undefined;
      }
      const record = parseHeader(text);
      // A line that is none of ours says nothing about the record before it.
      if (record === undefined) return undefined;
      const complete = take();
      pending = { record, properties: new Map(), lines: [text] };
      return complete;
    },
    end: take,
  };
}

/** The first line of a record; undefined when it is malformed. */
function parseHeader(line: string): Pending['record'] | undefined {
  const semicolon = line.indexOf(';');
  if (semicolon < 0) return undefined;
  const [priority, sequence, microseconds] = line.slice(0, semicolon).split(',', 3).map(parseNumber);
  if (priority === undefined || sequence === undefined || microseconds === undefined) return undefined;
  return {
    sequence,
    level: levels[priority & 7] ?? 'debug',
    facility: priority >>> 3,
    microseconds,
    text: decode(line.slice(semicolon + 1)).replace(/\n$/, ''),
  };
}

function addProperty(pending: Pending, line: string): void {
  pending.lines.push(line);
  const equals = line.indexOf('=');
  if (equals > 1) pending.properties.set(decode(line.slice(1, equals)), decode(line.slice(equals + 1)));
}

/** Plain decimal digits that a number holds exactly; anything else is malformed. */
function parseNumber(text: string): number | undefined {
  if (!/^\d{1,16}$/.test(text)) return undefined;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : undefined;
}

/**
 * The kernel writes every byte that is not printable ASCII, and the backslash, as `\xHH`. A run of them may be
 * one character of UTF-8.
 */
function decode(text: string): string {
  return text.replaceAll(/(?:\\x[0-9a-fA-F]{2})+/g, (run) =>
    Buffer.from(run.replaceAll('\\x', ''), 'hex').toString('utf8'),
  );
}
