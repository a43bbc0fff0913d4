// From an option of a rule to all the C behind it: its row, the code that takes it, the handlers.
import { expect, test } from 'vitest';
import { findDefinition } from '../../../server/src/workspace/definition';
import { hoverRules } from '../../../server/src/workspace/hover';
import { uriOf, workspaceOf } from '../module/support/project';
import { extensionFiles, positionOf, textIn } from './support/extensions';

const rules = `*mangle
-A FORWARD -m calm --from 1 ! --to 9 -j TAG --tag 0x1 --label web --tagged
COMMIT
`;

const workspace = workspaceOf({ ...extensionFiles, 'rules.v4': rules });

function rulesSnapshot() {
  const snapshot = workspace.ruleSnapshot(uriOf('rules.v4'));
  if (!snapshot) throw new Error('no rules');
  return snapshot;
}

/** What the links of a mark select, each with its file. */
function definitionOf(mark: string): string[] {
  const links = findDefinition(workspace, rulesSnapshot(), positionOf(rules, mark, 2));
  return links.map(({ targetUri, targetSelectionRange }) => {
    const text = workspace.textOf(targetUri) ?? '';
    return `${targetUri.replace(/.*\//, '')} ${textIn(text, targetSelectionRange)}`;
  });
}

function hoverOf(mark: string): string {
  return JSON.stringify(hoverRules(workspace, rulesSnapshot(), positionOf(rules, mark, 2))?.contents);
}

test('an option that getopt reads', () => {
  expect(definitionOf('--tag ')).toEqual([
    'libxt_TAG.c "tag"',
    "libxt_TAG.c '1'",
    'xt_TAG.c tag_tg4',
    'xt_TAG.c tag_tg_check',
    'xt_TAG.c tag_tg6',
  ]);
  expect(definitionOf('--tagged')).toContain("libxt_TAG.c 't'");
});

test('an option that libxtables reads has a case only where the extension looks at it', () => {
  expect(definitionOf('--from')).toEqual(['libxt_calm.c "from"']);
  expect(definitionOf('--to')).toEqual(['libxt_calm.c "to"', 'libxt_calm.c O_TO']);
});

test('a target goes to its registration and its handlers', () => {
  expect(definitionOf('TAG')).toEqual([
    'libxt_TAG.c .name          = "TAG"',
    'xt_TAG.c tag_tg4',
    'xt_TAG.c tag_tg6',
  ]);
});

test.each([
  ['--tag ', 'Fills `tag` of `struct xt_tag_tginfo` (`__u32`, 4 bytes at offset 4).'],
  ['--label', 'Fills `label` of `struct xt_tag_tginfo` (`char`, 16 bytes at offset 8).'],
  ['--tagged', 'Fills `flags` of `struct xt_tag_tginfo` (`__u8`, 1 byte at offset 0).'],
  ['--from', 'Fills `from` of `struct xt_calm_info` (`__u16`, 2 bytes at offset 0).'],
])('hover over %s tells what it fills', (mark, told) => {
  expect(hoverOf(mark)).toContain(told);
});

test('hover tells all the fields that one option fills', () => {
  expect(hoverOf('--to ')).toContain('Fills `to` of');
  expect(hoverOf('--to ')).toContain('Fills `invert` of');
});
