// Once for all browser tests: the extension packed as users get it, and the editor installed.
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { installEditor } from '../../../scripts/lib/editor/install.mjs';
import { packageExtension } from '../../../scripts/lib/package-extension.mjs';
import { root } from '../../../scripts/lib/root.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** Absolute path of the packed extension. */
    vsix: string;
  }
}

export default async function setup(project: TestProject): Promise<void> {
  await installEditor();
  project.provide('vsix', await packageExtension(join(root, 'artefacts', 'browser', 'extension.vsix')));
}
