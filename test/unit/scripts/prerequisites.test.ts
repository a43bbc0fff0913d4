import { describe, expect, test } from 'vitest';
import { lockIsMet, nodeIsNewEnough } from '../../../scripts/lib/prerequisites.mjs';

describe('Node', () => {
  test.each([
    ['20.19.0', true],
    ['20.18.3', false],
    ['18.20.0', false],
    ['22.1.0', true],
    ['24.0.0', true],
  ])('%s is new enough: %s', (version, expected) => {
    expect(nodeIsNewEnough(version)).toBe(expected);
  });
});

describe('the lockfile', () => {
  const wanted = {
    '': { version: '0.1.0' },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/for-another-platform': { version: '2.0.0', optional: true },
  };

  test('is met by the packages of this platform', () => {
    expect(lockIsMet(wanted, { 'node_modules/a': { version: '1.0.0' } })).toBe(true);
  });

  test('is not met by another version', () => {
    expect(lockIsMet(wanted, { 'node_modules/a': { version: '1.0.1' } })).toBe(false);
  });

  test('is not met when a package is absent', () => {
    expect(lockIsMet(wanted, {})).toBe(false);
  });

  test('is not met by an optional package of another version', () => {
    const installed = { 'node_modules/a': { version: '1.0.0' } };
    const optional = { 'node_modules/for-another-platform': { version: '1.9.0' } };
    expect(lockIsMet(wanted, { ...installed, ...optional })).toBe(false);
  });
});
