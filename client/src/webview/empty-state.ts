// What the panel says beside its rows: how many there are, and when it has none to show, why and what to press.
import type { LogStatus, ViewCommand } from './messages';

export interface EmptyState {
  readonly sentence: string;
  readonly actions: readonly { readonly title: string; readonly command: ViewCommand | 'showAll' }[];
}

/** `3 records`, `1 of 3 records`. */
export function describeCount(held: number, shown: number): string {
  const all = held === 1 ? '1 record' : `${held} records`;
  return shown === held ? all : `${shown} of ${all}`;
}

const selectTarget = { title: 'Select Target', command: 'selectTarget' } as const;

/** Undefined when there are rows to show. */
export function describeEmpty(status: LogStatus, held: number, shown: number): EmptyState | undefined {
  if (shown > 0) return undefined;
  if (held > 0) {
    return {
      sentence:
        held === 1
          ? 'The one record does not pass the filter.'
          : `None of the ${held} records passes the filter.`,
      actions: [{ title: 'Show All', command: 'showAll' }],
    };
  }
  if (!status.trusted) {
    return {
      sentence: 'This folder is not trusted, so no machine is connected to from it.',
      actions: [{ title: 'Manage Trust', command: 'manageTrust' }],
    };
  }
  if (status.target === undefined) {
    return { sentence: 'Choose the machine whose kernel log to follow.', actions: [selectTarget] };
  }
  if (status.connecting !== undefined) {
    return { sentence: `${status.connecting} …`, actions: [{ title: 'Cancel', command: 'pause' }] };
  }
  if (status.following) {
    return { sentence: `Waiting for the kernel of ${status.target} to say something.`, actions: [] };
  }
  return {
    sentence: `The kernel log of ${status.target} is not being followed.`,
    actions: [{ title: 'Follow', command: 'follow' }, selectTarget],
  };
}
