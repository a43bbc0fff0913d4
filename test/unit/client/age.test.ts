import { describe, expect, it } from 'vitest';
import { ageStep, formatAge } from '../../../client/src/kernel-log/age';

describe('the age of a message', () => {
  it.each([
    [-5_000, 'now'],
    [999, 'now'],
    [1_000, '1 s ago'],
    [59_999, '59 s ago'],
    [60_000, '1 min ago'],
    [3_599_999, '59 min ago'],
    [3_600_000, '1 h ago'],
    [86_400_000, '1 d ago'],
  ])('is written in its largest unit: %i ms', (milliseconds, text) => {
    expect(formatAge(milliseconds)).toBe(text);
  });

  it('is repainted only as often as its text changes', () => {
    expect(ageStep(5_000)).toBe(1_000);
    expect(ageStep(120_000)).toBe(60_000);
    expect(ageStep(7_200_000)).toBe(3_600_000);
  });
});
