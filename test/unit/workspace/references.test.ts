// From the C to every rule that uses it, in whatever file the rule stands, and from one such rule to the others.
import { expect, test } from 'vitest';
import { findReferences } from '../../../server/src/workspace/references';
import { readScript } from '../../support/embedded-fixtures';
import { uriOf, workspaceOf } from '../module/support/project';
import { extensionFiles, positionOf, textIn } from './support/extensions';

const files = {
  ...extensionFiles,
  'rules.v4': `*mangle
-A FORWARD -j TAG --tag 0x1
-A FORWARD -m mark --mark 1 -j TAG --tag=0x2
-A FORWARD -m calm --from 1 -j TAG --tagged
COMMIT
`,
  'rules.v6': '*mangle\n-A OUTPUT -p tcp -j TAG --tag 0x3\nCOMMIT\n',
  'router.sh': `#!/bin/sh
value=4
for command in iptables ip6tables; do
	$command -t mangle -A FORWARD -p tcp -j TAG --tag $value
done
what="--tag 5"
iptables -t mangle -A FORWARD -j TAG $what
`,
  'libxt_TAG.t': ':FORWARD,OUTPUT\n*mangle\n-j TAG --tag 1;-j TAG --tag 0x1;OK\n',
  'other.v4': '*filter\n-A INPUT -j ACCEPT\nCOMMIT\n',
};

function openWorkspace() {
  const workspace = workspaceOf(files);
  workspace.useShell(readScript);
  return workspace;
}

/** `file:line text` of each place, lines one-based. */
function referencesAt(file: keyof typeof files, mark: string, offset: number, includeDeclaration = false) {
  const workspace = openWorkspace();
  const position = positionOf(files[file], mark, offset);
  return findReferences(workspace, uriOf(file), position, includeDeclaration).map(({ uri, range }) => {
    const name = uri.replace(/.*\//, '') as keyof typeof files;
    return `${name}:${range.start.line + 1} ${textIn(files[name], range)}`;
  });
}

const usesOfTag = [
  'rules.v4:2 --tag',
  'rules.v4:3 --tag',
  'rules.v6:2 --tag',
  'router.sh:4 --tag',
  'router.sh:7 $what',
  'libxt_TAG.t:3 --tag',
];

test.each([
  ['the row of the option', 'libxt_TAG.c', '"tag"', 2],
  ['the code that takes it', 'libxt_TAG.c', "case '1'", 6],
  ['a rule', 'rules.v4', '--tag=', 3],
  ['a rule of a script', 'router.sh', '--tag $', 3],
  ['a test', 'libxt_TAG.t', '--tag 1', 3],
] as const)('of an option, from %s', (_, file, mark, offset) => {
  expect(referencesAt(file, mark, offset)).toEqual(usesOfTag);
});

test('of an extension, from the name of its registration', () => {
  const uses = [
    'rules.v4:2 TAG',
    'rules.v4:3 TAG',
    'rules.v4:4 TAG',
    'rules.v6:2 TAG',
    'router.sh:4 TAG',
    'router.sh:7 TAG',
    'libxt_TAG.t:3 TAG',
  ];
  expect(referencesAt('xt_TAG.c', '"TAG"', 2)).toEqual(uses);
  expect(referencesAt('libxt_TAG.c', '.name          = "TAG"', 18)).toEqual(uses);
});

test('with the places that declare it', () => {
  expect(referencesAt('rules.v4', '--tag ', 3, true)).toEqual([
    'libxt_TAG.c:8 "tag"',
    "libxt_TAG.c:28 '1'",
    ...usesOfTag,
  ]);
});

test('of an option that no rule uses there are none', () => {
  expect(referencesAt('libxt_calm.c', '"to"', 2)).toEqual([]);
  expect(referencesAt('libxt_calm.c', 'case O_TO', 7, true)).toEqual([
    'libxt_calm.c:14 "to"',
    'libxt_calm.c:25 O_TO',
  ]);
});
