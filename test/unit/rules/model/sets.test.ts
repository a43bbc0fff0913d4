// Operations on sets against brute force over universes small enough to list.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  contains,
  difference,
  intersection,
  intersects,
  intervalSet,
  union,
} from '../../../../server/src/rules/model/sets/interval-set';
import type { IntervalSet } from '../../../../server/src/rules/model/sets/interval-set';
import {
  interfaceSet,
  interfacesContain,
  interfacesIntersect,
  isEmptyInterfaceSet,
} from '../../../../server/src/rules/model/sets/interface-set';
import type { InterfaceSet } from '../../../../server/src/rules/model/sets/interface-set';
import {
  everyMark,
  intersectMarks,
  isEmptyMarkSet,
  markSet,
  marksContain,
} from '../../../../server/src/rules/model/sets/mark-set';
import type { MarkSet } from '../../../../server/src/rules/model/sets/mark-set';

const numbers = Array.from({ length: 24 }, (_, number) => BigInt(number));
const interval = fc
  .tuple(fc.nat(23), fc.nat(23))
  .map(([first, last]) => ({ first: BigInt(first), last: BigInt(last) }));
const intervals = fc.array(interval, { maxLength: 5 }).map(intervalSet);

function membersOf(set: IntervalSet): bigint[] {
  return numbers.filter((number) => set.some(({ first, last }) => first <= number && number <= last));
}

describe('sets of intervals', () => {
  it('are united, intersected and subtracted as their members are', () => {
    fc.assert(
      fc.property(intervals, intervals, (one, other) => {
        const [a, b] = [membersOf(one), membersOf(other)];
        expect(membersOf(union(one, other))).toEqual(numbers.filter((n) => a.includes(n) || b.includes(n)));
        expect(membersOf(intersection(one, other))).toEqual(a.filter((n) => b.includes(n)));
        expect(membersOf(difference(one, other))).toEqual(a.filter((n) => !b.includes(n)));
        expect(intersects(one, other)).toBe(a.some((n) => b.includes(n)));
        expect(contains(one, other)).toBe(b.every((n) => a.includes(n)));
      }),
      { numRuns: 2000 },
    );
  });

  it('are written in one way', () => {
    fc.assert(
      fc.property(intervals, intervals, (one, other) => {
        const again = intersection(union(one, other), one);
        expect(again).toEqual(one);
      }),
    );
  });
});

/** Longer than any name or beginning the sets are made of, and with a letter none of them has. */
const interfaces = names('abc', 4);

function names(letters: string, longest: number): string[] {
  if (longest === 0) return [''];
  const shorter = names(letters, longest - 1);
  return ['', ...shorter.flatMap((name) => [...letters].map((letter) => letter + name))].filter(
    (name, index, all) => all.indexOf(name) === index,
  );
}

const someInterfaces = fc
  .tuple(fc.constantFrom(...names('ab', 2)), fc.constantFrom('', '+'), fc.boolean())
  .filter(([name, plus]) => name + plus !== '')
  .map(([name, plus, isInverted]) => interfaceSet(name + plus, isInverted));

function isIn(set: InterfaceSet, name: string): boolean {
  return (set.isPrefix ? name.startsWith(set.name) : name === set.name) !== set.isInverted;
}

describe('sets of interfaces', () => {
  it('contain and intersect as their members do', () => {
    fc.assert(
      fc.property(someInterfaces, someInterfaces, (one, other) => {
        const [a, b] = [one, other].map((set) => interfaces.filter((name) => isIn(set, name)));
        expect(isEmptyInterfaceSet(one)).toBe(a?.length === 0);
        expect(interfacesIntersect(one, other)).toBe(a?.some((name) => b?.includes(name)));
        expect(interfacesContain(one, other)).toBe(b?.every((name) => a?.includes(name)));
      }),
      { numRuns: 2000 },
    );
  });
});

/** The upper bits of a mark are like the lower: four of them show all there is. */
const marks = Array.from({ length: 16 }, (_, mark) => mark);
const condition = fc.tuple(fc.nat(15), fc.nat(15), fc.boolean());

function markIsIn(conditions: readonly (readonly [number, number, boolean])[], mark: number): boolean {
  return conditions.every(([value, mask, isInverted]) => ((mark & mask) === value) !== isInverted);
}

function markSetOf(conditions: readonly (readonly [number, number, boolean])[]): MarkSet {
  return conditions.reduce<MarkSet>(
    (set, [value, mask, isInverted]) => intersectMarks(set, markSet({ value, mask }, isInverted)),
    everyMark,
  );
}

describe('sets of marks', () => {
  it('are empty, and contain others, only when it is so', () => {
    const conditions = fc.array(condition, { maxLength: 3 });
    fc.assert(
      fc.property(conditions, conditions, (one, other) => {
        const [a, b] = [one, other].map((all) => marks.filter((mark) => markIsIn(all, mark)));
        if (isEmptyMarkSet(markSetOf(one))) expect(a).toEqual([]);
        if (marksContain(markSetOf(one), markSetOf(other))) {
          expect(b?.every((mark) => a?.includes(mark))).toBe(true);
        }
      }),
      { numRuns: 4000 },
    );
  });

  it('of one condition each are told exactly', () => {
    const uninverted = fc.tuple(fc.nat(15), fc.nat(15), fc.constant(false));
    fc.assert(
      fc.property(uninverted, uninverted, (one, other) => {
        const [a, b] = [one, other].map((single) => marks.filter((mark) => markIsIn([single], mark)));
        const both = intersectMarks(markSetOf([one]), markSetOf([other]));
        expect(isEmptyMarkSet(both)).toBe(!a?.some((mark) => b?.includes(mark)));
        expect(marksContain(markSetOf([one]), markSetOf([other]))).toBe(b?.every((m) => a?.includes(m)));
      }),
      { numRuns: 2000 },
    );
  });
});
