// An option gets another name: everywhere it is called by it, and nowhere else.
import { TextDocument } from 'vscode-languageserver-textdocument';
import { describe, expect, test } from 'vitest';
import { mentionsOf } from '../../../server/src/workspace/option-mentions';
import { prepareOptionRename, renameOption } from '../../../server/src/workspace/rename-option';
import { readScript } from '../../support/embedded-fixtures';
import { uriOf, workspaceOf } from '../module/support/project';
import { extensionFiles, positionOf, tagLibrary, textIn } from './support/extensions';

const manual = String.raw`.TP
\fB\-\-tag\fP \fIvalue\fP
What to tag with, seen by \fB\-m mark \-\-tag\fP and by \-\-tagged.
.TP
iptables \-j TAG \-\-tag 1
`;

const files = {
  ...extensionFiles,
  'rules.v4': `*mangle
-A FORWARD -j TAG --tag 0x1
-A FORWARD -m mark --mark 1 -j TAG "--tag=0x2"
-A FORWARD -j TAG --tag=3 -m calm --from 1
-A FORWARD -j TAG --tagged
COMMIT
`,
  'router.sh':
    '#!/bin/sh\niptables -t mangle -A FORWARD -j TAG --tag $1\nwhat="--tag 5"\nip6tables -t mangle -A FORWARD -j TAG $what\n',
  'libxt_TAG.t':
    '*mangle\n:FORWARD\n-j TAG --tag 1;-j TAG --tag 0x1;OK\n-m calm --from 1 -j TAG --tagged;=;OK\n',
};

type Name = keyof typeof files;

function open(more: Record<string, string> = {}) {
  const workspace = workspaceOf({ ...files, ...more });
  workspace.useShell(readScript);
  return workspace;
}

async function rename(file: string, mark: string, offset: number, newName: string, more = {}) {
  const all: Record<string, string> = { ...files, ...more };
  const position = positionOf(all[file] ?? '', mark, offset);
  const answer = await renameOption(open(more), uriOf(file), position, newName, (uri) =>
    Promise.resolve(uri === uriOf('libxt_TAG.man') ? manual : undefined),
  );
  if (!answer || 'refusal' in answer) return answer;
  const texts = Object.entries(answer.changes).map(([uri, edits]) => {
    const name = uri.replace('file:///w/', '');
    const text = name === 'libxt_TAG.man' ? manual : (all[name] ?? '');
    return [name, TextDocument.applyEdits(TextDocument.create(uri, '', 0, text), edits)];
  });
  return { texts: Object.fromEntries(texts) as Record<string, string>, left: answer.left };
}

async function textsOf(file: Name, mark: string, offset: number, newName: string) {
  const answer = await rename(file, mark, offset, newName);
  if (!answer || 'refusal' in answer) throw new Error(JSON.stringify(answer));
  return answer;
}

async function refusalOf(file: string, mark: string, newName: string, more = {}): Promise<string> {
  const answer = await rename(file, mark, 3, newName, more);
  return answer && 'refusal' in answer ? answer.refusal : 'none';
}

describe('another name for an option', () => {
  test('in the half that declares it', async () => {
    const { texts } = await textsOf('libxt_TAG.c', '"tag"', 2, 'set-tag');
    expect(texts['libxt_TAG.c']).toBe(
      tagLibrary
        .replace('"tag"', '"set-tag"')
        .replace('  --tag value', '  --set-tag value')
        .replaceAll('"TAG", "--tag"', '"TAG", "--set-tag"')
        .replace('" --tag 0x%x"', '" --set-tag 0x%x"'),
    );
    expect(Object.keys(texts)).not.toContain('xt_TAG.c');
    expect(Object.keys(texts)).not.toContain('libxt_calm.c');
  });

  test('in the manual page, as that writes it', async () => {
    const { texts } = await textsOf('libxt_TAG.c', '"tag"', 2, 'set-tag');
    expect(texts['libxt_TAG.man']).toBe(
      manual
        .replace(String.raw`\fB\-\-tag\fP`, () => String.raw`\fB\-\-set\-tag\fP`)
        .replace(String.raw`TAG \-\-tag`, () => String.raw`TAG \-\-set\-tag`),
    );
  });

  test('in tests, in what they expect too', async () => {
    const { texts } = await textsOf('rules.v4', '--tag ', 4, 'label-it');
    expect(texts['libxt_TAG.t']).toBe(files['libxt_TAG.t'].replaceAll('--tag ', '--label-it '));
  });

  test('in every rule that writes it, however it does', async () => {
    const { texts } = await textsOf('router.sh', '--tag $1', 4, '--set-tag');
    expect(texts['rules.v4']).toBe(files['rules.v4'].replaceAll(/--tag(?!ged)/g, '--set-tag'));
    expect(texts['router.sh']).toBe(files['router.sh'].replace('--tag $1', '--set-tag $$1'));
  });

  test('tells of the rules that a variable brings to it', async () => {
    const { left } = await textsOf('rules.v4', '--tag ', 4, 'set-tag');
    expect(left.map(({ uri, range }) => [uri, range.start.line])).toEqual([[uriOf('router.sh'), 3]]);
  });

  test('for the one of two extensions of a file that is meant', async () => {
    const both = extensionFiles['libxt_TAG.c'].replace(
      'static struct xtables_target',
      () => `static const struct option mark_opts[] = { {.name = "tag", .has_arg = true, .val = 'm'}, {NULL} };
static void mark_help(void) { printf("  --tag of the other\\n"); }
static struct xtables_match mark_reg = { .name = "atag", .help = mark_help, .extra_opts = mark_opts };
static struct xtables_target`,
    );
    const answer = await rename('libxt_TAG.c', '"tag", .has_arg = true, .val = \'m\'', 2, 'hue', {
      'libxt_TAG.c': both,
    });
    const texts = answer && 'texts' in answer ? answer.texts : {};
    expect(texts['libxt_TAG.c']).toBe(
      both
        .replace(`"tag", .has_arg = true, .val = 'm'`, `"hue", .has_arg = true, .val = 'm'`)
        .replace('--tag of', '--hue of'),
    );
    expect(Object.keys(texts)).toEqual(['libxt_TAG.c', 'libxt_TAG.man']);
  });
});

describe('is refused', () => {
  test.each([
    [
      'of iptables itself',
      '*filter\n-A INPUT -m mark --mark 1\n',
      '--mark',
      'No libxt_mark.c of this workspace declares --mark of the match mark',
    ],
    [
      'of an extension that nobody knows',
      '*filter\n-A INPUT -m nowhere --tag 1\n',
      '--tag',
      'No libxt_nowhere.c of this workspace declares --tag',
    ],
  ])('an option %s', async (_, text, mark, told) => {
    expect(await refusalOf('a.v4', mark, 'other', { 'a.v4': text })).toContain(told);
  });

  test.each([
    ['--', 'cannot be an option'],
    ['two words', 'cannot be an option'],
    ['--=x', 'cannot be an option'],
    ['label', 'TAG has an option --label already'],
    ['jump', '--jump is an option of iptables itself'],
  ])('the name %s', async (name, told) => {
    expect(await refusalOf('rules.v4', '--tag ', name)).toContain(told);
  });

  test('where a variable stands for it', () => {
    const workspace = open();
    const position = positionOf(files['router.sh'], '$what', 2);
    expect(prepareOptionRename(workspace, uriOf('router.sh'), position)).toMatchObject({
      refusal: expect.stringContaining('A variable stands here for --tag') as string,
    });
  });
});

test.each([
  ['libxt_TAG.c', '"tag"', 2, 'tag'],
  ['rules.v4', '--tag=3', 5, 'tag'],
  ['router.sh', '--tag', 5, 'tag'],
  ['libxt_TAG.t', '--tag', 5, 'tag'],
] as const)('%s: %s is shown with the name alone', (file, mark, offset, name) => {
  const answer = prepareOptionRename(open(), uriOf(file), positionOf(files[file], mark, offset));
  if (!answer || 'refusal' in answer) throw new Error(JSON.stringify(answer));
  expect(answer.placeholder).toBe('tag');
  expect(textIn(files[file], answer.range)).toBe(name);
});

test.each([
  ['libxt_TAG.c', "case '1'", 6],
  ['libxt_TAG.c', 'info->tag', 7],
  ['rules.v4', 'FORWARD', 2],
  ['rules.v4', '0x1', 1],
] as const)('%s: %s has no name to change', (file, mark, offset) => {
  expect(prepareOptionRename(open(), uriOf(file), positionOf(files[file], mark, offset))).toBeUndefined();
});

test.each([
  ['--tag', 1],
  ['x--tag', 0],
  ['---tag', 0],
  ['--tag-x --tagx --tag_x', 0],
  [String.raw`\n--tag\t--tag`, 2],
  [String.raw`[\fB\-\-tag\fP]`, 1],
  [String.raw`\-\-tag\-x`, 0],
  ['-m other --tag', 0],
  ['-m other -j TAG --tag', 1],
  ['-j TAG -m other --tag\n--tag', 1],
])('mentions in %s', (text, count) => {
  expect(mentionsOf(text, { option: 'tag', extensions: ['TAG'] })).toHaveLength(count);
});
