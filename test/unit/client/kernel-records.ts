// Records and calls for the tests of the client's log, with what a test does not care about filled in.
import type { TrackedCall } from '../../../client/src/kernel-log/call-tracker';
import type { CallSite, KernelRecord } from '../../../remote/src/kernel-log/record';

export function recordOf(text: string, fields: Partial<KernelRecord> = {}): KernelRecord {
  const { sequence = 1, microseconds = 1_500_000 } = fields;
  return {
    sequence,
    level: 'info',
    facility: 0,
    microseconds,
    text,
    properties: new Map(),
    raw: `6,${sequence},${microseconds},-;${text}`,
    ...fields,
  };
}

export function siteOf(line: number, fields: Partial<CallSite> = {}): CallSite {
  return {
    file: '/module/xt_CLONE.c',
    line,
    format: 'xt_CLONE: no route\n',
    level: 'info',
    function: 'clone_tg4',
    ...fields,
  };
}

export function callOf(id: number, site: CallSite): TrackedCall {
  return { id, current: site, loaded: site };
}
