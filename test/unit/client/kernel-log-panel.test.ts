import { describe, expect, it } from 'vitest';
import { describeEmpty } from '../../../client/src/webview/empty-state';
import { createFilter, everything, highlight } from '../../../client/src/webview/filter';
import type { LogRow, LogStatus } from '../../../client/src/webview/messages';
import { isAtEnd, scrollTopFor, visibleRange } from '../../../client/src/webview/visible-range';

function row(text: string, level: LogRow['level'] = 'info', source?: string): LogRow {
  return { id: 1, level, time: '', text, source, raw: text };
}

describe('the filter of the panel', () => {
  it('shows a level and what is worse, and always what happened to the log itself', () => {
    const passes = createFilter({ ...everything, level: 'warning' });
    expect(['err', 'warning', 'notice', 'debug'].map((level) => passes(row('x', level as 'err')))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(passes({ ...row('3 records were overwritten'), level: undefined })).toBe(true);
  });

  it('wants every word, in the text or the source, in any case', () => {
    const passes = createFilter({ ...everything, search: ' clone.C  ROUTE' });
    expect(passes(row('no route', 'info', 'xt_CLONE.c:12'))).toBe(true);
    expect(passes(row('no route', 'info'))).toBe(false);
  });

  it('takes what is searched for as it is written', () => {
    expect(createFilter({ ...everything, search: '0x.' })(row('mark 0x1'))).toBe(false);
    expect(highlight('a.b (c)', '(c) .')).toEqual([
      { text: 'a', found: false },
      { text: '.', found: true },
      { text: 'b ', found: false },
      { text: '(c)', found: true },
    ]);
  });
});

describe('the rows in sight', () => {
  const viewport = { scrollTop: 0, height: 200, rowHeight: 20, rowCount: 1_000_000 };

  it('are few however long the log is', () => {
    const { first, end } = visibleRange({ ...viewport, scrollTop: 10_000_000 });
    expect(first).toBeLessThanOrEqual(500_000);
    expect(end).toBeGreaterThanOrEqual(500_010);
    expect(end - first).toBeLessThan(50);
  });

  it('are within the log, also when it has shrunk under the reader', () => {
    expect(visibleRange({ ...viewport, rowCount: 0 })).toEqual({ first: 0, end: 0 });
    expect(visibleRange({ ...viewport, scrollTop: 5_000, rowCount: 3 })).toEqual({ first: 3, end: 3 });
  });

  it('follow the log while the newest is among them', () => {
    expect(isAtEnd({ ...viewport, rowCount: 5 })).toBe(true);
    expect(isAtEnd({ ...viewport, rowCount: 50, scrollTop: 800 })).toBe(true);
    expect(isAtEnd({ ...viewport, rowCount: 50, scrollTop: 700 })).toBe(false);
  });

  it('scroll just as far as it takes to show a row', () => {
    const scrolled = { ...viewport, scrollTop: 400 };
    expect(scrollTopFor(25, scrolled)).toBe(400);
    expect(scrollTopFor(10, scrolled)).toBe(200);
    expect(scrollTopFor(30, scrolled)).toBe(420);
  });
});

describe('the empty panel', () => {
  const status = { target: 'vm', following: false, connecting: undefined, trusted: true };

  it('says nothing when there are rows', () => {
    expect(describeEmpty(status, 3, 1)).toBeUndefined();
  });

  it('names the reason and offers the way on', () => {
    const commands = (held: number, changes: Partial<LogStatus>) =>
      describeEmpty({ ...status, ...changes }, held, 0)?.actions.map(({ command }) => command);
    expect(commands(3, {})).toEqual(['showAll']);
    expect(commands(0, {})).toEqual(['follow', 'selectTarget']);
    expect(commands(0, { following: true })).toEqual([]);
    expect(commands(0, { following: true, connecting: 'Booting' })).toEqual(['pause']);
    expect(commands(0, { target: undefined })).toEqual(['selectTarget']);
    expect(commands(0, { trusted: false })).toEqual(['manageTrust']);
  });
});
