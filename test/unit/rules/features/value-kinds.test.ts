// Every kind of value that an option of any extension has must say what it looks like, for signature help, and what it
// means, for hover, unless its text says all there is to say.
import { describe, expect, it } from 'vitest';
import { createCatalog } from '../../../../server/src/rules/service';
import { describers } from '../../../../server/src/rules/model/values/descriptions';
import { formsOf } from '../../../../server/src/rules/model/values/forms';
import { readers } from '../../../../server/src/rules/model/values/readers';

const options = createCatalog().extensions.flatMap(({ name, options: own }) =>
  own.map((option) => ({ name: `${name} --${option.name}`, option })),
);

describe('the form of a value', () => {
  it('has as many parts as the option takes arguments', () => {
    const wrong = options.filter(
      ({ option }) => formsOf(option).length !== (option.value === 'none' ? 0 : (option.arguments ?? 1)),
    );
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  it('is more than the name of its kind', () => {
    const bare = options.filter(({ option }) =>
      formsOf(option).some(
        ({ label, explanation }) => label.replaceAll(' ', '-') === option.value && !explanation,
      ),
    );
    expect(bare.map(({ name, option }) => `${name}: ${option.value}`)).toEqual([]);
  });
});

/** Names, paths, single numbers of a known unit, and lists of words that are explained with the option. */
const saysItAll = new Set([
  ...['time-of-day', 'month-days', 'interval', 'led-delay', 'conntrack-zone'],
  ...['proc-name', 'cgroup-path', 'bpf-object', 'connection-label', 'user', 'group', 'ip-set'],
  ...['search-algorithm', 'search-text', 'hop-addresses', 'header-options', 'enumeration-set'],
]);

describe('the meaning of a value', () => {
  it('is told of every grammar', () => {
    const untold = [...readers.keys()].filter((kind) => !describers.has(kind) && !saysItAll.has(kind));
    expect(untold).toEqual([]);
  });
});
