import { describe, expect, it } from 'vitest';
import { CallHistories } from '../../../client/src/kernel-log/call-histories';
import { inlineMessages } from '../../../client/src/kernel-log/inline-messages';
import type { Freshness } from '../../../client/src/sources/loaded-sources';
import { callOf, recordOf, siteOf } from './kernel-records';

function messages(histories: CallHistories, freshness: Freshness = 'loaded', now = 10_000) {
  return inlineMessages({
    calls: [callOf(1, siteOf(42)), callOf(2, siteOf(50))],
    historyOf: (call) => histories.of(call),
    freshness,
    now,
  });
}

function printed(...texts: string[]): CallHistories {
  const histories = new CallHistories();
  for (const text of texts) histories.add(1, { record: recordOf(text), at: 7_000 });
  return histories;
}

describe('the messages beside the source', () => {
  it('give the last message, its count and its age beside the calls that printed', () => {
    expect(messages(printed('no route to 1', 'no route to 2'))).toMatchObject([
      { line: 42, text: 'no route to 2  ·  ×2  ·  3 s ago', count: 2, age: 3_000, stale: undefined },
    ]);
  });

  it('carry the raw records for the hover, the newest first', () => {
    const [message] = messages(printed('one', 'two'));
    expect(message?.records).toEqual(['6,1,1500000,-;two', '6,1,1500000,-;one']);
  });

  it('leave the age out when the clock of the target is not known', () => {
    const histories = new CallHistories();
    histories.add(1, { record: recordOf('hello'), at: undefined });
    expect(messages(histories)).toMatchObject([{ text: 'hello  ·  ×1', age: undefined }]);
  });

  it('shorten what is too long for a line, and join what has several', () => {
    const [long, joined] = [messages(printed('x'.repeat(500))), messages(printed('a\n\tb'))];
    expect(long[0]?.text.length).toBeLessThan(130);
    expect(joined[0]?.text).toMatch(/^a b /);
  });

  it('leave out the name of the module, which its source need not be told', () => {
    expect(messages(printed('xt_CLONE: no route'))[0]?.text).toMatch(/^no route /);
    expect(messages(printed('xt_OTHER: no route'))[0]?.text).toMatch(/^xt_OTHER: no route /);
  });

  it('say why they are stale', () => {
    expect(messages(printed('hello'), 'changed')[0]?.stale).toContain('newer than the module');
    expect(messages(printed('hello'), 'unloaded')[0]?.stale).toContain('not loaded any more');
    expect(messages(printed('hello'), 'unknown')[0]?.stale).toBeUndefined();
    const reloaded = printed('hello');
    reloaded.beginLoad(8_000);
    expect(messages(reloaded)[0]?.stale).toContain('before the module was last loaded');
  });
});
