// Whatever C, rules, scripts and tests hold, and wherever the cursor is: what joins them answers and never throws.
import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { expect, test } from 'vitest';
import { codeLenses } from '../../../server/src/workspace/code-lenses';
import { findDefinition } from '../../../server/src/workspace/definition';
import { diagnose } from '../../../server/src/workspace/diagnose';
import { hoverRules, hoverSource } from '../../../server/src/workspace/hover';
import { findReferences } from '../../../server/src/workspace/references';
import { prepareOptionRename, renameOption } from '../../../server/src/workspace/rename-option';
import { defaultSettings } from '../../../server/src/workspace/settings';
import { readScript } from '../../support/embedded-fixtures';
import { uriOf, workspaceOf } from '../module/support/project';
import { calmLibrary, extensionFiles } from './support/extensions';

const files: Record<string, string> = {
  ...extensionFiles,
  'rules.v4': '*mangle\n:TAG - [0:0]\n-A FORWARD -m calm ! --to 1 -j TAG --tag=1 "--label" x\nCOMMIT\n',
  'router.sh':
    'w="--tag 1"\nfor r in iptables ip6tables; do $r -t mangle -A FORWARD -j TAG $w --tagged; done\n',
  'libxt_TAG.t': '*mangle\n:FORWARD\n-j TAG --tag 1;-j TAG --tag 0x1;OK\n',
};
const names = Object.keys(files);
const manual = '\\-\\-tag';

/** A file with a piece cut out, doubled, or replaced by one of another file. */
const damage = fc.record({
  name: fc.constantFrom(...names),
  from: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 0, max: 60 }),
  what: fc.constantFrom('', '{', '"', "case '", '--tag', '\\', '#if X\n', calmLibrary, 'switch (c) {', '/*'),
});

function damaged({ name, from, length, what }: { name: string; from: number; length: number; what: string }) {
  const text = files[name] ?? '';
  const start = Math.floor(from * text.length);
  return { ...files, [name]: text.slice(0, start) + what + text.slice(start + length) };
}

test('nothing that joins rules and C throws', async () => {
  const place = fc.record({
    line: fc.integer({ min: 0, max: 75 }),
    character: fc.integer({ min: 0, max: 90 }),
  });
  const newName = fc.constantFrom('set-tag', 'label', '', '--x', '$&');
  await fc.assert(
    fc.asyncProperty(
      damage,
      fc.constantFrom(...names),
      place,
      newName,
      async (change, name, position, newName) => {
        const all = damaged(change);
        const workspace = workspaceOf(all);
        workspace.useShell(readScript);
        const uri = uriOf(name);
        const readText = () => Promise.resolve(manual);
        findReferences(workspace, uri, position, true);
        prepareOptionRename(workspace, uri, position);
        const renamed = await renameOption(workspace, uri, position, newName, readText);
        const changes = renamed && 'changes' in renamed ? Object.entries(renamed.changes) : [];
        for (const [edited, edits] of changes) {
          // It throws where two edits overlap, which editors refuse.
          const text = workspace.textOf(edited) ?? manual;
          const document = TextDocument.create('', '', 0, text);
          expect(() => TextDocument.applyEdits(document, edits)).not.toThrow();
        }
        for (const edited of names) {
          diagnose(workspace, uriOf(edited), defaultSettings, (_code, error) => {
            throw error;
          });
        }
        const snapshot = workspace.ruleSnapshot(uri);
        if (snapshot) {
          findDefinition(workspace, snapshot, position);
          hoverRules(workspace, snapshot, position);
        }
        const source = workspace.source(uri);
        if (!source) return;
        hoverSource(workspace, source, position);
        const lenses = codeLenses(workspace, source, (title) => ({ title, command: '' }));
        expect(lenses.every(({ command }) => command?.title !== '')).toBe(true);
      },
    ),
    { numRuns: 100 },
  );
});
