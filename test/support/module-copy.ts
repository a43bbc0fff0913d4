// A copy of kernel/ that a test may spoil.
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findModules, type ModuleSources } from '../../remote/src/jobs/sources';
import { temporaryFolder } from './temporary-folder';

export interface ModuleCopy {
  readonly sources: ModuleSources;
  /** Rewrites one file of the copy and returns its absolute path. A rewrite that changes nothing is an error. */
  edit(name: string, rewrite: (text: string) => string): Promise<string>;
  remove(): Promise<void>;
}

export async function copyModule(): Promise<ModuleCopy> {
  const folder = await temporaryFolder();
  await cp(join(process.cwd(), 'kernel'), folder.path, {
    recursive: true,
    filter: (path) => !/\.(?:o|ko|so|mod|cmd|mod\.c)$/.test(path),
  });
  const [sources] = await findModules(folder.path);
  if (sources === undefined) throw new Error('kernel/ holds no module');
  return {
    sources,
    edit: async (name, rewrite) => {
      const file = join(folder.path, name);
      const before = await readFile(file, 'utf8');
      const after = rewrite(before);
      if (after === before) throw new Error(`The edit of ${name} changed nothing.`);
      await writeFile(file, after);
      return file;
    },
    remove: () => folder.remove(),
  };
}

/** One-based line on which a text has a piece; the piece must be there. */
export function lineOf(text: string, piece: string): number {
  const index = text.indexOf(piece);
  if (index < 0) throw new Error(`There is no “${piece}”.`);
  return text.slice(0, index).split('\n').length;
}
