import { describe, expect, it } from 'vitest';
import { CallTracker } from '../../../client/src/kernel-log/call-tracker';
import { siteOf } from './kernel-records';

const hello = siteOf(10, { format: 'hello\n' });
const noRoute = siteOf(20, { format: 'no route\n' });

function tracking(...sites: ReturnType<typeof siteOf>[]): CallTracker {
  const tracker = new CallTracker();
  tracker.update(sites);
  return tracker;
}

const places = (tracker: CallTracker) => tracker.current.map(({ id, current }) => [id, current?.line]);

describe('a call through its edits', () => {
  it('stays the same when lines move', () => {
    const tracker = tracking(hello, noRoute);
    tracker.update([
      { ...noRoute, line: 30 },
      { ...hello, line: 40 },
    ]);
    expect(places(tracker)).toEqual([
      [1, 40],
      [2, 30],
    ]);
    expect(tracker.reworded).toEqual([]);
  });

  it('stays the same when its words are edited, and is known by those the module still prints', () => {
    const tracker = tracking(hello, noRoute);
    tracker.update([hello, { ...noRoute, format: 'no route for it\n' }]);
    expect(places(tracker)).toEqual([
      [1, 10],
      [2, 20],
    ]);
    expect(tracker.reworded.map(({ id, loaded }) => [id, loaded.format])).toEqual([[2, 'no route\n']]);
  });

  it('is as it was when its words are put back', () => {
    const tracker = tracking(noRoute);
    for (const format of ['no\n', '\n', 'no route\n']) tracker.update([{ ...noRoute, format }]);
    expect(places(tracker)).toEqual([[1, 20]]);
    expect(tracker.reworded).toEqual([]);
  });

  it('is not mistaken for a new one beside it', () => {
    const tracker = tracking(hello, noRoute);
    tracker.update([hello, siteOf(15, { format: 'new\n' }), { ...noRoute, line: 21 }]);
    expect(places(tracker)).toEqual([
      [1, 10],
      [2, 21],
      [3, 15],
    ]);
  });

  it('keeps its place among others of the same words', () => {
    const tracker = tracking(hello, { ...hello, line: 11 });
    tracker.update([
      { ...hello, line: 12 },
      { ...hello, line: 13 },
    ]);
    expect(places(tracker)).toEqual([
      [1, 12],
      [2, 13],
    ]);
  });

  it('follows its function when that is renamed', () => {
    const tracker = tracking(hello);
    tracker.update([{ ...hello, function: 'clone_target4' }]);
    expect(places(tracker)).toEqual([[1, 10]]);
  });

  it('is still known after it was deleted, until the module is loaded without it', () => {
    const tracker = tracking(hello, noRoute);
    tracker.update([hello]);
    expect(places(tracker)).toEqual([[1, 10]]);
    expect(tracker.reworded.map(({ id }) => id)).toEqual([2]);
    tracker.markLoaded();
    expect(tracker.reworded).toEqual([]);
  });

  it('prints its new words once they are loaded', () => {
    const tracker = tracking(noRoute);
    tracker.update([{ ...noRoute, format: 'another\n' }]);
    tracker.markLoaded();
    expect(tracker.reworded).toEqual([]);
  });
});
