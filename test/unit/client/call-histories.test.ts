import { describe, expect, it } from 'vitest';
import { CallHistories, remembered } from '../../../client/src/kernel-log/call-histories';
import { recordOf, siteOf } from './kernel-records';

const saying = (text: string) => ({ record: recordOf(text), at: 0 });

describe('the history of a call', () => {
  it('is not there until the call has printed', () => {
    expect(new CallHistories().of(siteOf(3))).toBeUndefined();
  });

  it('counts, and remembers the last messages, the newest first', () => {
    const histories = new CallHistories();
    for (let index = 0; index < remembered + 5; index++) histories.add(siteOf(3), saying(`message ${index}`));
    const history = histories.of(siteOf(3));
    expect(history?.count).toBe(remembered + 5);
    expect(history?.sayings).toHaveLength(remembered);
    expect(history?.sayings[0]?.record.text).toBe(`message ${remembered + 4}`);
  });

  it('follows a call that has moved, and keeps calls of other formats apart', () => {
    const histories = new CallHistories();
    histories.add(siteOf(3), saying('no route'));
    expect(histories.of(siteOf(7))?.count).toBe(1);
    expect(histories.of(siteOf(3, { format: 'another\n' }))).toBeUndefined();
  });

  it('begins anew with the first message after a load, and says of older ones that they are older', () => {
    const histories = new CallHistories();
    histories.add(siteOf(3), saying('old'));
    histories.add(siteOf(3), saying('old'));
    histories.beginLoad();
    expect(histories.of(siteOf(3))).toMatchObject({ count: 2, beforeLoad: true });
    histories.add(siteOf(3), saying('new'));
    expect(histories.of(siteOf(3))).toMatchObject({ count: 1, beforeLoad: false });
  });
});
