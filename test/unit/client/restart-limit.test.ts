import { describe, expect, it } from 'vitest';
import { RestartLimit } from '../../../client/src/services/restart-limit';

const minute = 60_000;

describe('the limit of restarts', () => {
  it('starts again what crashes now and then, however often', () => {
    const limit = new RestartLimit();
    for (let end = 0; end < 100; end++) expect(limit.allows(end * minute)).toBe(true);
  });

  it('gives up what crashes five times within three minutes', () => {
    const limit = new RestartLimit();
    expect([0, 1, 2, 3, 4].map((second) => limit.allows(second * 1000))).toEqual([
      true,
      true,
      true,
      true,
      false,
    ]);
  });
});
