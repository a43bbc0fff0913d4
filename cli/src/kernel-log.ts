// A record of the kernel log as a line of output, with the source line that printed it beside it.
import type { CallSite, KernelLogEvent, KernelRecord } from '../../remote/src/kernel-log/record';
import { displayPath } from './problem';

/** `[   12.345678] warning text    file:line`; the source is left out where none is known. */
export function formatRecord(record: KernelRecord, site: CallSite | undefined): string {
  const seconds = (record.microseconds / 1e6).toFixed(6).padStart(12);
  const line = `[${seconds}] ${record.level.padEnd(7)} ${record.text}`;
  return site === undefined ? line : `${line}    ${displayPath(site.file)}:${site.line}`;
}

/** One line for anything the log can bring. */
export function formatEvent(
  event: KernelLogEvent,
  siteOf: (record: KernelRecord) => CallSite | undefined,
): string {
  switch (event.kind) {
    case 'record':
      return formatRecord(event.record, siteOf(event.record));
    case 'gap':
      return `--- ${event.lost} records were overwritten before they could be read ---`;
    case 'reconnected':
      return '--- the connection was lost and is open again ---';
    case 'rebooted':
      return '--- the target has booted ---';
  }
}

/** The same as an object for --json: `source` is null where no call is known. */
export function eventToJson(
  event: KernelLogEvent,
  siteOf: (record: KernelRecord) => CallSite | undefined,
): object {
  if (event.kind !== 'record') return event;
  const { sequence, level, facility, microseconds, text, properties } = event.record;
  const site = siteOf(event.record);
  return {
    kind: 'record',
    ...{ sequence, level, facility, microseconds, text },
    properties: Object.fromEntries(properties),
    source: site ? { file: site.file, line: site.line, function: site.function } : null,
  };
}
