// Users and groups: numbers are known beforehand, names only where the rules are loaded.
import { expect, it } from 'vitest';
import { defaultProfile } from '../../../../../server/src/rules/profile';
import { readOwner } from '../../../../../server/src/rules/model/values/owner-id';

const context = {
  fact: { name: 'uid-owner', value: 'user', explanation: '' },
  index: 0,
  profile: defaultProfile,
} as const;

it.each([
  ['0', { first: 0, last: 0 }],
  ['root', { first: 0, last: 0 }],
  ['010-0x10', { first: 8, last: 16 }],
  ['1000:2000', { first: 1000, last: 2000 }],
  ['4294967294', { first: 4294967294, last: 4294967294 }],
])('reads %s', (text, value) => {
  expect(readOwner(text, context)).toEqual({ value });
});

it('leaves it to the kernel to refuse a range the wrong way round', () => {
  expect(readOwner('2000-1000', context)).toMatchObject({ tier: 'kernel' });
});

it.each(['www-data', '3proxy', 'DOMAIN\\user', 'münchhausen', '_apt'])(
  'leaves the name %s to the machine',
  (name) => {
    expect(readOwner(name, context)).toEqual({ value: undefined });
  },
);

it.each(['', '-1', '1-', '1-2-3', '4294967295', '1 2'])('refuses %j', (text) => {
  expect(readOwner(text, context)).toHaveProperty('fault');
});
