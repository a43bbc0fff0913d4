import { describe, expect, it } from 'vitest';
import { CallHistories, remembered } from '../../../client/src/kernel-log/call-histories';
import { recordOf } from './kernel-records';

const saying = (text: string) => ({ record: recordOf(text), at: 0 });

describe('the history of a call', () => {
  it('is not there until the call has printed', () => {
    expect(new CallHistories().of(1)).toBeUndefined();
  });

  it('counts, and remembers the last messages, the newest first', () => {
    const histories = new CallHistories();
    for (let index = 0; index < remembered + 5; index++) histories.add(1, saying(`message ${index}`));
    histories.add(2, saying('of another call'));
    const history = histories.of(1);
    expect(history?.count).toBe(remembered + 5);
    expect(history?.sayings).toHaveLength(remembered);
    expect(history?.sayings[0]?.record.text).toBe(`message ${remembered + 4}`);
  });

  it('begins anew with the first message after a load, and says of older ones that they are older', () => {
    const histories = new CallHistories();
    histories.add(1, saying('old'));
    histories.add(1, saying('old'));
    histories.beginLoad();
    expect(histories.of(1)).toMatchObject({ count: 2, beforeLoad: true });
    histories.add(1, saying('new'));
    expect(histories.of(1)).toMatchObject({ count: 1, beforeLoad: false });
  });

  it('goes on as it was when the load fails', () => {
    const histories = new CallHistories();
    histories.add(1, saying('one'));
    histories.beginLoad();
    histories.add(2, saying('meanwhile'));
    histories.abandonLoad();
    expect(histories.of(1)).toMatchObject({ count: 1, beforeLoad: false });
    histories.add(1, saying('two'));
    expect(histories.of(1)).toMatchObject({ count: 2, beforeLoad: false });
    expect(histories.of(2)).toMatchObject({ count: 1, beforeLoad: false });
  });
});
