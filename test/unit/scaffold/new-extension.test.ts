// What a new extension is made of: names, and files in which neither the C service nor the rule service finds anything.
import { expect, test } from 'vitest';
import { nameFault, type Family, type NewExtension } from '../../../scaffold/src/names';
import { filesOf, folderOf } from '../../../scaffold/src/new-extension';
import { lint } from '../../../server/src/lint';
import { grammars } from '../module/support/project';

test.each([
  ['CLONE', 'target'],
  ['MY_MARK2', 'target'],
  ['mymark', 'match'],
  ['A'.repeat(28), 'target'],
] as const)('%s is a name for a %s', (name, kind) => {
  expect(nameFault(name, kind)).toBeUndefined();
});

test.each([
  ['', 'target', 'Write the name as rules will: CLONE or MYMARK2.'],
  [
    'clone',
    'target',
    'The name of a target is made of capital letters, digits and _, like CLONE or MYMARK2.',
  ],
  ['MARK', 'match', 'The name of a match is made of small letters, digits and _, like mymark or my_mark2.'],
  [
    '2MARK',
    'target',
    'The name of a target is made of capital letters, digits and _, like CLONE or MYMARK2.',
  ],
  ['A/B', 'target', 'The name of a target is made of capital letters, digits and _, like CLONE or MYMARK2.'],
  ['A'.repeat(29), 'target', 'A name has at most 28 letters; this one has 29.'],
] as const)('%j is no name for a %s, for a reason', (name, kind, reason) => {
  expect(nameFault(name, kind)).toBe(reason);
});

const families: readonly (readonly Family[])[] = [['ipv4', 'ipv6'], ['ipv4'], ['ipv6']];

const all: NewExtension[] = (['target', 'match'] as const).flatMap((kind) =>
  families.flatMap((chosen) =>
    [false, true].flatMap((secondRevision) =>
      [false, true].map((perNetns) => ({
        kind,
        name: kind === 'target' ? 'MYMARK' : 'mymark',
        families: chosen,
        secondRevision,
        perNetns,
      })),
    ),
  ),
);

const title = ({ kind, families, secondRevision, perNetns }: NewExtension): string =>
  [
    `a ${kind} for ${families.join(' and ')}`,
    ...(secondRevision ? ['with a second revision'] : []),
    ...(perNetns ? ['with state'] : []),
  ].join(', ');

const noScripts = (): never => {
  throw new Error('No file of an extension is a shell script.');
};

test.each(all.map((extension) => ({ title: title(extension), extension })))(
  'nothing is found in $title',
  async ({ extension }) => {
    const files = filesOf(extension).map(({ path, text }) => ({
      path: `/w/${folderOf(extension)}/${path}`,
      text,
    }));
    const results = await lint(
      files.filter(({ path }) => /\.(?:[ch]|t|v[46])$/.test(path)),
      { grammars: { ...grammars, bash: noScripts } },
    );
    expect(
      results.flatMap(({ file, diagnostics }) => diagnostics.map(({ message }) => [file, message])),
    ).toEqual([]);
  },
);

test('what is written differs by what is asked for', () => {
  const texts = all.map((extension) => JSON.stringify(filesOf(extension)));
  expect(new Set(texts).size).toBe(all.length);
});
