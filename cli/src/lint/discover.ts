// The files of a folder that `nfw lint` knows, by name or by their first lines (server/src/workspace/file-kind.ts).
import { open, readdir } from 'node:fs/promises';
import type { Dirent } from 'node:fs';
import { extname, join } from 'node:path';
import { fileKind, fileKindByName, firstCharacters } from '../../../server/src/workspace/file-kind';
import { reasonOf, type Unreadable } from './inputs';

/** Folders that hold other people's files or what programs made. */
const skippedFolders = new Set(['node_modules', 'dist', 'build', 'out', 'target']);

/** Rule files are kept under names such as `firewall`, `rules.conf` and `saved.txt`; only there is it worth looking inside. */
const plainExtensions = new Set(['', '.conf', '.cfg', '.txt', '.save', '.saved', '.bak', '.old', '.rules']);

export interface Discovery {
  /** Paths below the folder as named, sorted. */
  readonly names: string[];
  readonly unreadable: Unreadable[];
}

/** Finds the rule files and C files below a folder; links to folders are not followed. */
export async function discover(folder: string): Promise<Discovery> {
  const discovery = await walk(folder, async (name) => {
    const byName = fileKindByName(name);
    if (byName === 'source') return true;
    if (byName === undefined && !plainExtensions.has(extname(name))) return false;
    return byName !== 'build' && isRuleFile(name);
  });
  return { ...discovery, names: discovery.names.sort() };
}

async function walk(folder: string, wanted: (name: string) => Promise<boolean>): Promise<Discovery> {
  let entries: Dirent[];
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (error) {
    return { names: [], unreadable: [{ name: folder, reason: `cannot be read: ${reasonOf(error)}` }] };
  }
  const found: Discovery = { names: [], unreadable: [] };
  for (const entry of entries) {
    const name = join(folder, entry.name);
    if (entry.isDirectory() && !entry.name.startsWith('.') && !skippedFolders.has(entry.name)) {
      const below = await walk(name, wanted);
      found.names.push(...below.names);
      found.unreadable.push(...below.unreadable);
    } else if ((entry.isFile() || entry.isSymbolicLink()) && (await wanted(name))) {
      found.names.push(name);
    }
  }
  return found;
}

async function isRuleFile(name: string): Promise<boolean> {
  try {
    await using file = await open(name);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(firstCharacters), 0, firstCharacters, 0);
    return fileKind(name, buffer.toString('utf8', 0, bytesRead)) === 'rules';
  } catch {
    // A file with a telling name is wanted, so that the attempt to read it says why it cannot be.
    return fileKindByName(name) === 'rules';
  }
}
