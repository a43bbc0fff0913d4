// The only reader of files in the server: it walks the workspace's folders for what file-kind.ts knows, within
// bounds, and reads single files when the client says they changed.
import { open, readdir, readFile, stat } from 'node:fs/promises';
import type { Dirent } from 'node:fs';
import { extname, join } from 'node:path';
import { URI } from 'vscode-uri';
import { fileKind, fileKindByName, firstCharacters, isC } from './file-kind';

export interface ReadFile {
  readonly uri: string;
  readonly text: string;
}

/** Folders that hold other people's files or what programs made. */
const skippedFolders = new Set(['node_modules', 'dist', 'build', 'out', 'target', 'coverage', 'artefacts']);

/** Where rule files hide behind names that say nothing. */
const plainExtensions = new Set(['', '.conf', '.txt', '.save', '.rules']);

const limits = { files: 2000, folders: 5000, depth: 12, bytes: 4 * 1024 * 1024 };

interface Folder {
  readonly path: string;
  readonly depth: number;
  /** Whether all C in it is read, because an extension lies here or further up: its helpers and headers. */
  readonly allC: boolean;
}

/**
 * Reads the files of a folder that the server takes up, `depth` folders deep. What cannot be read is left out;
 * `signal` ends the walk.
 */
export async function* scanFolder(
  folderUri: string,
  signal: AbortSignal,
  depth: number = limits.depth,
): AsyncGenerator<ReadFile> {
  const root = URI.parse(folderUri);
  if (root.scheme !== 'file') return;
  const queue: Folder[] = [{ path: root.fsPath, depth: 0, allC: false }];
  let files = 0;
  for (let visited = 0; visited < queue.length && visited < limits.folders; visited++) {
    const folder = queue[visited];
    if (!folder) return;
    const entries = await entriesOf(folder.path);
    const allC = folder.allC || entries.some(({ name }) => fileKindByName(name) === 'source');
    for (const entry of entries) {
      if (signal.aborted || files >= limits.files) return;
      const path = join(folder.path, entry.name);
      if (entry.isDirectory()) {
        if (folder.depth < depth && isEntered(entry.name)) {
          queue.push({ path, depth: folder.depth + 1, allC });
        }
      } else if (await isWanted(entry, path, allC)) {
        const uri = URI.file(path).toString();
        const text = await readUri(uri);
        if (text === undefined) continue;
        files++;
        yield { uri, text };
      }
    }
  }
}

/** Whether a scan of a workspace would pass a file over because of the folders it lies in. */
export function isSkipped(uri: string): boolean {
  return !URI.parse(uri).path.split('/').slice(1, -1).every(isEntered);
}

/** The text of a file; undefined when there is none, when it cannot be read or is larger than any source. */
export async function readUri(uri: string): Promise<string | undefined> {
  const parsed = URI.parse(uri);
  if (parsed.scheme !== 'file') return undefined;
  try {
    const { size } = await stat(parsed.fsPath);
    return size > limits.bytes ? undefined : await readFile(parsed.fsPath, 'utf8');
  } catch {
    return undefined;
  }
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function isEntered(name: string): boolean {
  return !name.startsWith('.') && !skippedFolders.has(name);
}

async function isWanted(entry: Dirent, path: string, allC: boolean): Promise<boolean> {
  if (!entry.isFile() && !entry.isSymbolicLink()) return false;
  const kind = fileKindByName(entry.name);
  if (kind === 'source' || kind === 'build' || (allC && isC(path))) return true;
  if (kind === undefined && !plainExtensions.has(extname(entry.name))) return false;
  return fileKind(path, await firstCharactersOf(path)) === 'rules';
}

async function firstCharactersOf(path: string): Promise<string> {
  try {
    await using file = await open(path);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(firstCharacters), 0, firstCharacters, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } catch {
    return '';
  }
}
