import { describe, expect, it } from 'vitest';
import { describeNotice, formatForFile, formatKernelTime } from '../../../client/src/kernel-log/describe';
import { describeModule } from '../../../client/src/sources/describe-module';
import { callOf, recordOf, siteOf } from './kernel-records';

describe('the words of the kernel log', () => {
  it('writes times the way dmesg does', () => {
    expect(formatKernelTime(0)).toBe('    0.000000');
    expect(formatKernelTime(12_000_345)).toBe('   12.000345');
    expect(formatKernelTime(123_456_000_001)).toBe('123456.000001');
  });

  it('saves a record with its level, its time and its source', () => {
    const entry = { kind: 'record', id: 1, record: recordOf('no route', { level: 'warning' }) } as const;
    expect(formatForFile({ ...entry, call: callOf(1, siteOf(12)) })).toBe(
      'kern  :warning: [    1.500000] no route  <xt_CLONE.c:12>',
    );
    expect(formatForFile({ ...entry, call: undefined })).toBe('kern  :warning: [    1.500000] no route');
  });

  it('counts what was lost', () => {
    expect(describeNotice({ kind: 'gap', id: 1, lost: 1 })).toMatch(/^One record was/);
    expect(describeNotice({ kind: 'gap', id: 1, lost: 12 })).toMatch(/^12 records were/);
  });
});

describe('the state of a module', () => {
  const state = { module: 'xt_CLONE', loaded: true, references: 0, isLastBuild: true, sourceIsNewer: false };
  it.each([
    [state, 'xt_CLONE loaded'],
    [{ ...state, loaded: false }, 'xt_CLONE not loaded'],
    [{ ...state, isLastBuild: false }, 'xt_CLONE loaded, newer build waits'],
    [{ ...state, sourceIsNewer: true }, 'xt_CLONE loaded, source changed'],
    [{ ...state, isLastBuild: undefined, sourceIsNewer: undefined }, 'xt_CLONE loaded'],
  ])('is told in a few words', (module, words) => {
    expect(describeModule(module)).toBe(words);
  });
});
