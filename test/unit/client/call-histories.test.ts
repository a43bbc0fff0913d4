import { describe, expect, it } from 'vitest';
import { CallHistories, remembered } from '../../../client/src/kernel-log/call-histories';
import { recordOf } from './kernel-records';

const saying = (text: string, at = 0) => ({ record: recordOf(text), at });

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
    histories.add(1, saying('old', 10));
    histories.add(1, saying('old', 20));
    histories.beginLoad(30);
    expect(histories.of(1)).toMatchObject({ count: 2, beforeLoad: true });
    histories.add(1, saying('new', 40));
    expect(histories.of(1)).toMatchObject({ count: 1, beforeLoad: false });
  });

  it('counts a message to the load before which it was printed, also when it is read later', () => {
    const histories = new CallHistories();
    histories.beginLoad(30);
    histories.add(1, saying('long ago', 10));
    expect(histories.of(1)).toMatchObject({ count: 1, beforeLoad: true });
    histories.add(1, saying('new', 40));
    expect(histories.of(1)).toMatchObject({ count: 1, beforeLoad: false });
  });

  it('takes a message of unknown time for a new one', () => {
    const histories = new CallHistories();
    histories.beginLoad(30);
    histories.add(1, { record: recordOf('some time'), at: undefined });
    expect(histories.of(1)).toMatchObject({ beforeLoad: false });
  });

  it('goes on as it was when the load fails', () => {
    const histories = new CallHistories();
    histories.add(1, saying('one', 10));
    histories.beginLoad(30);
    histories.add(2, saying('meanwhile', 40));
    histories.abandonLoad();
    expect(histories.of(1)).toMatchObject({ count: 1, beforeLoad: false });
    histories.add(1, saying('two', 50));
    expect(histories.of(1)).toMatchObject({ count: 2, beforeLoad: false });
    expect(histories.of(2)).toMatchObject({ count: 1, beforeLoad: false });
  });
});
