// However a file came to be what it is, by whatever edits: the model of its text and what is found in its workspace are
// those of a workspace that has just been opened.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../server/src/workspace/diagnose';
import { printkCallsOf } from '../../../server/src/workspace/printk-calls';
import { defaultSettings } from '../../../server/src/workspace/settings';
import type { Workspace } from '../../../server/src/workspace/workspace';
import { header, kernelHalf, userspaceHalf } from '../../lsp/support/fixture';
import { uriOf, workspaceOf } from './support/project';

const files = { 'xt_FOO.c': kernelHalf, 'libxt_FOO.c': userspaceHalf, 'xt_FOO.h': header };

const words = [
  ...['{', '}', '(', ')', '"', ';', '\n', '\n\n', '\\', '/*', '*/', '//', ','],
  ...['#if 1\n', '#else\n', '#endif\n', '#include "xt_FOO.h"\n', '#define XT_FOO_MAX 3\n'],
  ...['__init ', 'struct a { int b; };\n', 'enum { A, B };\n', '.revision = 1,', '.family = NFPROTO_IPV4,'],
  ...[
    'if (a) return 0;',
    'pr_info("x\\n");',
    '__u64 more;',
    'static ',
    'void f(void)\n{\n}\n\n',
    'é\u{1f525}',
  ],
];

const edit = fc.record({
  file: fc.constantFrom(...Object.keys(files)),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.oneof(fc.constant(0), fc.nat(60)),
  insert: fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...words) }, fc.string({ maxLength: 8 })),
});

/** Everything there is to know of the workspace. */
function knownOf(workspace: Workspace) {
  return {
    models: workspace.project.sources,
    printk: printkCallsOf(workspace.project),
    extensions: workspace.catalog.extensions,
    findings: Object.keys(files).map((name) => diagnose(workspace, uriOf(name), defaultSettings)),
  };
}

describe('after edits', () => {
  test('a workspace knows what a new one does', () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 8 }), (edits) => {
        const texts: Record<string, string> = { ...files };
        const workspace = workspaceOf(texts);
        knownOf(workspace);
        for (const { file, at, remove, insert } of edits) {
          const text = texts[file] ?? '';
          const start = Math.floor(at * text.length);
          texts[file] = text.slice(0, start) + insert + text.slice(start + remove);
          workspace.setDocument(uriOf(file), 'source', texts[file]);
          // What is worked out between two edits is what the next version may take over.
          knownOf(workspace);
        }
        expect(knownOf(workspace)).toEqual(knownOf(workspaceOf(texts)));
      }),
      { endOnFailure: true, numRuns: 150 },
    );
  });
});
