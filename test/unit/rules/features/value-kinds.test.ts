// Every kind of value that an option of any extension has must say what it looks like, for signature help.
import { describe, expect, it } from 'vitest';
import { createCatalog } from '../../../../server/src/rules/service';
import { formsOf } from '../../../../server/src/rules/model/values/forms';

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
