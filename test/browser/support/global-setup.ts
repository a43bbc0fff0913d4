// Once for all browser tests: the extension packed as users get it, and the editor installed.
import type { TestProject } from 'vitest/node';
import { installEditor } from '../../../scripts/lib/editor/install.mjs';
import { packageExtension } from '../../../scripts/lib/package-extension.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** Absolute path of the packed extension. */
    vsix: string;
  }
}

export default async function setup(project: TestProject): Promise<void> {
  await installEditor();
  project.provide('vsix', await packageExtension());
}
