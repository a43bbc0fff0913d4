import { describe, expect, it } from 'vitest';
import {
  afterBuild,
  afterLoad,
  afterReset,
  afterUnload,
  fingerprint,
  freshness,
  nothingLoaded,
} from '../../../client/src/sources/loaded-sources';

const file = '/module/xt_CLONE.c';
const sources = { [file]: fingerprint('as built') };

describe('whether a source is what is loaded', () => {
  it('is unknown until this editor has loaded it', () => {
    expect(freshness(nothingLoaded, 'vm', file, 'as built')).toBe('unknown');
    const built = afterBuild(nothingLoaded, 'vm', sources);
    expect(freshness(built, 'vm', file, 'as built')).toBe('unknown');
  });

  it('holds for the text that was built and loaded, and for no other', () => {
    const loaded = afterLoad(afterBuild(nothingLoaded, 'vm', sources), 'vm', [file]);
    expect(freshness(loaded, 'vm', file, 'as built')).toBe('loaded');
    expect(freshness(loaded, 'vm', file, 'edited')).toBe('changed');
  });

  it('is asked of what is loaded, not of what was built since', () => {
    const loaded = afterLoad(afterBuild(nothingLoaded, 'vm', sources), 'vm', [file]);
    const rebuilt = afterBuild(loaded, 'vm', { [file]: fingerprint('edited') });
    expect(freshness(rebuilt, 'vm', file, 'edited')).toBe('changed');
    expect(freshness(afterLoad(rebuilt, 'vm', [file]), 'vm', file, 'edited')).toBe('loaded');
  });

  it('ends with unload and with a reset of the target', () => {
    const loaded = afterLoad(afterBuild(nothingLoaded, 'vm', sources), 'vm', [file]);
    expect(freshness(afterUnload(loaded, 'vm', [file]), 'vm', file, 'as built')).toBe('unloaded');
    expect(freshness(afterReset(loaded, 'vm'), 'vm', file, 'as built')).toBe('unloaded');
  });

  it('is kept apart for each target', () => {
    const loaded = afterLoad(afterBuild(nothingLoaded, 'vm', sources), 'vm', [file]);
    expect(freshness(loaded, 'lab1', file, 'as built')).toBe('unknown');
  });
});
