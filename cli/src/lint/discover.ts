// The files of a folder that `nfw lint` takes: those that the language server would, except what is only read for
// their sake (other C beside an extension, build files of other things, the version of a tree).
import { dirname } from 'node:path';
import { fileKindByName, isC } from '../../../server/src/workspace/file-kind';
import { findFiles } from '../../../server/src/workspace/files';
import { reasonOf, type Unreadable } from './inputs';

export interface Discovery {
  /** Paths below the folder as it was named, sorted. */
  readonly names: string[];
  readonly unreadable: Unreadable[];
}

/** Finds the rule files and C files below a folder; links to folders are not followed. */
export async function discover(folder: string, signal: AbortSignal): Promise<Discovery> {
  const names: string[] = [];
  const unreadable: Unreadable[] = [];
  const buildFiles: string[] = [];
  const onUnreadable = (name: string, error: unknown): void =>
    void unreadable.push({ name, reason: `cannot be read: ${reasonOf(error)}` });
  for await (const name of findFiles(folder, { signal, onUnreadable })) {
    const kind = fileKindByName(name);
    if (kind === 'build') buildFiles.push(name);
    else if (kind === 'source' || (kind !== 'release' && !isC(name))) names.push(name);
  }
  const built = new Set(names.filter((name) => name.endsWith('.c')).map(dirname));
  const wanted = [...names, ...buildFiles.filter((name) => built.has(dirname(name)))];
  return { names: wanted.sort(), unreadable };
}
