// The words and columns in which kernel records are shown: in the panel, beside the source, in a saved file.
import { basename } from 'node:path';
import type { CallSite, KernelRecord } from '../../../remote/src/kernel-log/record';
import { formatAge } from './age';
import type { CallHistory } from './call-histories';
import { placeOf } from './call-tracker';
import type { LogEntry, NoticeEntry } from './log-store';

/** Longest message shown beside a source line. */
const inlineWidth = 100;

/** Seconds since boot in the columns that dmesg uses: `   12.345678`. */
export function formatKernelTime(microseconds: number): string {
  const seconds = Math.floor(microseconds / 1_000_000);
  const rest = String(microseconds % 1_000_000).padStart(6, '0');
  return `${String(seconds).padStart(5)}.${rest}`;
}

/** `xt_CLONE.c:120`. */
export function describeSite(site: CallSite): string {
  return `${basename(site.file)}:${site.line}`;
}

/** The sentence shown in place of records. */
export function describeNotice(notice: NoticeEntry): string {
  switch (notice.kind) {
    case 'gap':
      return notice.lost === 1
        ? 'One record was overwritten before it could be read.'
        : `${notice.lost} records were overwritten before they could be read.`;
    case 'reconnected':
      return 'The connection was lost and is open again; no record is missing or doubled.';
    case 'rebooted':
      return 'The target has booted again; its clock begins anew.';
  }
}

/**
 * What stands beside a printk call: its last message, how often it printed, and how long ago. The name of the module,
 * which `pr_fmt` puts first, is left out: the reader looks at its source.
 */
export function describeInline(history: CallHistory, site: CallSite, now: number): string {
  const [last] = history.sayings;
  const prefix = `${basename(site.file, '.c')}: `;
  const text = (last?.record.text ?? '').replace(/\s+/g, ' ');
  const bare = text.startsWith(prefix) ? text.slice(prefix.length) : text;
  const message = bare.length > inlineWidth ? `${bare.slice(0, inlineWidth - 1)}…` : bare;
  const age = last?.at === undefined ? [] : [formatAge(now - last.at)];
  return [message, `×${history.count}`, ...age].join('  ·  ');
}

/** One line of a saved log, the way `dmesg -x` prints it, with the source line behind it when it is known. */
export function formatForFile(entry: LogEntry): string {
  if (entry.kind !== 'record') return `-- ${describeNotice(entry)}`;
  const { record, call } = entry;
  const source = call === undefined ? '' : `  <${describeSite(placeOf(call))}>`;
  return `${formatPrefix(record)} ${record.text}${source}`;
}

/** `kern  :warn  : [   12.345678]`. */
function formatPrefix(record: KernelRecord): string {
  const facility = record.facility === 0 ? 'kern' : String(record.facility);
  return `${facility.padEnd(6)}:${record.level.padEnd(7)}: [${formatKernelTime(record.microseconds)}]`;
}
