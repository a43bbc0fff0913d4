// Versions of the kernel and sets of them.
import { expect, test } from 'vitest';
import { compiledFor } from '../../../../server/src/module/kernel-api/compiled-for';
import {
  complement,
  contains,
  difference,
  formatVersion,
  intersection,
  parseVersion,
  since,
  statedVersion,
  union,
} from '../../../../server/src/module/kernel-api/versions';
import type { VersionSet } from '../../../../server/src/module/kernel-api/versions';

function has(set: VersionSet | undefined, version: string): boolean | undefined {
  return set && contains(set, parseVersion(version) ?? NaN);
}

test.each([
  ['5.4', 5_004_000],
  ['6.1.76', 6_001_076],
  ['6.1.0-18-amd64', 6_001_000],
  ['2.6.35', 2_006_035],
  ['v7.0', 7_000_000],
  ['six', undefined],
  ['6', undefined],
  ['', undefined],
])('%s', (text, version) => {
  expect(parseVersion(text)).toBe(version);
});

test('a series that somebody states is its latest release', () => {
  expect(formatVersion(statedVersion('5.4') ?? 0)).toBe('5.4');
  expect(contains(since('5.10, 5.4.78'), statedVersion('5.4') ?? 0)).toBe(true);
  expect(contains(since('5.10, 5.4.78'), statedVersion('5.4.77') ?? 0)).toBe(false);
});

test('a change that stable series took over', () => {
  const set = since('5.10, 5.9.9, 5.4.78');
  expect(set).toEqual([
    { from: 5_004_078, to: 5_005_000 },
    { from: 5_009_009, to: Infinity },
  ]);
  expect(complement(complement(set))).toEqual(set);
  expect(intersection(set, complement(set))).toEqual([]);
  expect(union(set, complement(set))).toEqual([{ from: 0, to: Infinity }]);
  expect(difference(set, since('6.0'))).toEqual([
    { from: 5_004_078, to: 5_005_000 },
    { from: 5_009_009, to: 6_000_000 },
  ]);
});

test.each([
  ['LINUX_VERSION_CODE >= KERNEL_VERSION(5, 10, 0)', '5.10', '5.9.99'],
  ['LINUX_VERSION_CODE<KERNEL_VERSION(5,10,0)', '5.9.99', '5.10'],
  ['KERNEL_VERSION(5, 10, 0) <= LINUX_VERSION_CODE', '5.10', '5.9.99'],
  ['LINUX_VERSION_CODE > KERNEL_VERSION(2, 6, 35)', '2.6.36', '2.6.35'],
  ['LINUX_VERSION_CODE <= KERNEL_VERSION(2, 6, 35)', '2.6.35', '2.6.36'],
  ['LINUX_VERSION_CODE >= 0x05040a', '5.4.10', '5.4.9'],
  ['!(LINUX_VERSION_CODE < KERNEL_VERSION(4, 4, 0))', '4.4', '4.3'],
  [
    'LINUX_VERSION_CODE >= KERNEL_VERSION(5, 4, 78) && LINUX_VERSION_CODE < KERNEL_VERSION(5, 5, 0) || LINUX_VERSION_CODE >= KERNEL_VERSION(5, 10, 0)',
    '5.4.78',
    '5.9',
  ],
  ['defined(__KERNEL__) && LINUX_VERSION_CODE >= KERNEL_VERSION(4, 4, 0)', '4.4', '4.3'],
  ['1 && LINUX_VERSION_CODE >= KERNEL_VERSION(4, 4, 0)', '4.4', '4.3'],
])('%s', (expression, compiled, left) => {
  const set = compiledFor([{ expression, holds: true }]);
  expect([has(set, compiled), has(set, left)]).toEqual([true, false]);
  const other = compiledFor([{ expression, holds: false }]);
  expect([has(other, compiled), has(other, left)]).toEqual([false, true]);
});

test.each([
  'defined(HAVE_FOO)',
  'RHEL_RELEASE_CODE > 5',
  'foo(',
  '',
  'LINUX_VERSION_CODE',
  '1 2',
  'FOO && 0x',
])('nobody knows when %s holds', (expression) => {
  expect(compiledFor([{ expression, holds: true }])).toBeUndefined();
});

test('an option of the kernel may be on or off, unless its configuration is known', () => {
  const condition = { expression: 'IS_ENABLED(CONFIG_FOO) && !defined CONFIG_BAR', holds: true };
  expect(has(compiledFor([condition]), '6.1')).toBe(true);
  expect(has(compiledFor([{ ...condition, holds: false }]), '6.1')).toBe(true);
  expect(
    has(
      compiledFor([condition], (option) => option === 'CONFIG_FOO'),
      '6.1',
    ),
  ).toBe(true);
  expect(
    has(
      compiledFor([condition], () => true),
      '6.1',
    ),
  ).toBe(false);
});
