import { describe, expect, it } from 'vitest';
import { LogStore } from '../../../client/src/kernel-log/log-store';
import { callOf, recordOf, siteOf } from './kernel-records';

const noMatch = () => undefined;
const record = (text: string) => ({ kind: 'record', record: recordOf(text) }) as const;

describe('the log store', () => {
  it('keeps records and what happened between them in order', () => {
    const store = new LogStore(100);
    store.append(record('one'), noMatch);
    store.append({ kind: 'gap', lost: 3 }, noMatch);
    store.append(record('two'), noMatch);
    expect(store.entries.map(({ id, kind }) => [id, kind])).toEqual([
      [1, 'record'],
      [2, 'gap'],
      [3, 'record'],
    ]);
    expect(store.entries[1]).toMatchObject({ lost: 3 });
  });

  it('keeps the newest entries within its limit and counts the others', () => {
    const store = new LogStore(100);
    for (let index = 0; index < 1_000; index++) store.append(record(`line ${index}`), noMatch);
    expect(store.entries.length).toBeGreaterThanOrEqual(100);
    expect(store.entries.length).toBeLessThanOrEqual(110);
    expect(store.entries.at(-1)).toMatchObject({ id: 1_000 });
    expect(store.dropped + store.entries.length).toBe(1_000);
  });

  it('drops at once when the limit is lowered', () => {
    const store = new LogStore(100);
    for (let index = 0; index < 50; index++) store.append(record(`line ${index}`), noMatch);
    store.setLimit(10);
    expect(store.entries.map(({ id }) => id)).toEqual([41, 42, 43, 44, 45, 46, 47, 48, 49, 50]);
  });

  it('never gives an id twice, so that the panel cannot mistake one row for another', () => {
    const store = new LogStore(100);
    store.append(record('one'), noMatch);
    store.clear();
    expect(store.append(record('two'), noMatch).id).toBe(2);
    expect(store.find(1)).toBeUndefined();
  });

  it('finds the calls of records that came before the sources were read', () => {
    const store = new LogStore(100);
    store.append(record('no route'), noMatch);
    store.append(record('something else'), noMatch);
    const call = callOf(1, siteOf(12));
    const found = store.rematch(({ text }) => (text === 'no route' ? call : undefined));
    expect(found.map(({ id }) => id)).toEqual([1]);
    expect(store.find(1)).toMatchObject({ call });
  });

  it('leaves a record with the call it was given, also when the sources no longer hold its words', () => {
    const store = new LogStore(100);
    const call = callOf(1, siteOf(12));
    store.append(record('no route'), () => call);
    expect(store.rematch(noMatch)).toEqual([]);
    expect(store.find(1)).toMatchObject({ call });
  });
});
