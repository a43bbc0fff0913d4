// What the inline log shows in one source, as data: which line, which words, whether it is stale and why.
import type { Level } from '../../../remote/src/kernel-log/record';
import type { Freshness } from '../sources/loaded-sources';
import type { CallHistory } from './call-histories';
import { placeOf, type TrackedCall } from './call-tracker';
import { describeInline } from './describe';

export interface InlineMessage {
  /** One-based line of the call. */
  readonly line: number;
  readonly text: string;
  readonly level: Level;
  readonly count: number;
  /** Milliseconds since the last message; undefined when the target's clock is not known. */
  readonly age: number | undefined;
  /** Why the message may not fit the source any more, as one sentence; undefined when it does. */
  readonly stale: string | undefined;
  /** The last messages as they were read from the kernel, the newest first. */
  readonly records: readonly string[];
}

export interface InlineSource {
  /** The calls that stand in the source. */
  readonly calls: readonly TrackedCall[];
  readonly historyOf: (call: number) => CallHistory | undefined;
  readonly freshness: Freshness;
  /** Milliseconds of this machine's clock. */
  readonly now: number;
}

export function inlineMessages({ calls, historyOf, freshness, now }: InlineSource): InlineMessage[] {
  return calls.flatMap((call) => {
    const history = historyOf(call.id);
    const last = history?.sayings[0];
    if (history === undefined || last === undefined) return [];
    return {
      line: placeOf(call).line,
      text: describeInline(history, placeOf(call), now),
      level: last.record.level,
      count: history.count,
      age: last.at === undefined ? undefined : Math.max(0, now - last.at),
      stale: staleness(freshness, history),
      records: history.sayings.map(({ record }) => record.raw),
    };
  });
}

function staleness(freshness: Freshness, history: CallHistory): string | undefined {
  if (freshness === 'changed') return 'The source is newer than the module that is loaded.';
  if (freshness === 'unloaded') return 'The module is not loaded any more.';
  return history.beforeLoad ? 'This was printed before the module was last loaded.' : undefined;
}
