// What a function does in each of its readings (cut-functions.ts) → what it may do: everything once, in the order of the text.
// The readings share what they have in common, so it is known by identity.
import type { Range } from 'vscode-languageserver-types';
import type { Activity } from '../calls';

/** Joins what was read of one function in several configurations. */
export function joinActivities(activities: readonly Activity[]): Activity {
  const every = <Item extends { readonly range: Range }>(list: (activity: Activity) => readonly Item[]) =>
    inOrder([...new Set(activities.flatMap(list))]);
  /** What does not happen in each of them is conditional. */
  const sites = <Site extends { readonly range: Range; readonly conditional: boolean }>(
    list: (activity: Activity) => readonly Site[],
    identityOf: (site: Site) => object,
  ) => {
    const same = new Map<object, Site[]>();
    for (const site of activities.flatMap(list)) {
      same.set(identityOf(site), [...(same.get(identityOf(site)) ?? []), site]);
    }
    const joined = [...same.values()].flatMap(([first, ...others]): Site[] => {
      if (!first) return [];
      const isRarer = others.length + 1 < activities.length;
      return [{ ...first, conditional: isRarer || [first, ...others].some((one) => one.conditional) }];
    });
    return inOrder(joined);
  };
  return {
    locals: every(({ locals }) => locals),
    calls: sites(
      ({ calls }) => calls,
      ({ call }) => call,
    ),
    returns: sites(
      ({ returns }) => returns,
      ({ range }) => range,
    ),
    assignments: sites(
      ({ assignments }) => assignments,
      ({ range }) => range,
    ),
    accesses: accessesOf(activities),
    expressions: every(({ expressions }) => expressions),
    conditions: every(({ conditions }) => conditions),
    incomplete: activities.some(({ incomplete }) => incomplete),
  };
}

/** A name that one reading declares may be another's from outside. */
function accessesOf(activities: readonly Activity[]): Activity['accesses'] {
  const places = new Map<Range, Activity['accesses'][number]>();
  for (const access of activities.flatMap(({ accesses }) => accesses)) places.set(access.range, access);
  return inOrder([...places.values()]);
}

/** By where things end: an argument comes before its call. */
function inOrder<Item extends { readonly range: Range }>(items: readonly Item[]): readonly Item[] {
  return [...items].sort(
    ({ range: { end: a } }, { range: { end: b } }) => a.line - b.line || a.character - b.character,
  );
}
