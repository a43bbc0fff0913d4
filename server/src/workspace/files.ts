// The only reader of files in the server: it walks the workspace's folders for what file-kind.ts knows, within
// bounds, and reads single files when the client says they changed.
import { open, readdir, readFile, stat } from 'node:fs/promises';
import type { Dirent } from 'node:fs';
import { extname, join } from 'node:path';
import { URI } from 'vscode-uri';
import { mayCallIptables } from '../shell/service';
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

export interface Walk {
  /** Ends the walk. */
  readonly signal: AbortSignal;
  /** How many folders deep, 0 is the folder alone; all the way when left out. */
  readonly depth?: number;
  /** How many folders to look into; all when left out. */
  readonly folders?: number;
  /** Called for a folder that cannot be listed; the walk goes on. */
  readonly onUnreadable?: (folder: string, error: unknown) => void;
}

/** Reads the files of a folder that the server takes up. What cannot be read is left out. */
export async function* scanFolder(
  folderUri: string,
  signal: AbortSignal,
  depth: number = limits.depth,
): AsyncGenerator<ReadFile> {
  const root = URI.parse(folderUri);
  if (root.scheme !== 'file') return;
  let files = 0;
  for await (const path of findFiles(root.fsPath, { signal, depth, folders: limits.folders })) {
    const uri = URI.file(path).toString();
    const text = await readUri(uri);
    if (text === undefined || !mayMatter(path, text)) continue;
    yield { uri, text };
    if (++files >= limits.files) return;
  }
}

/** Of a script nobody asks anything unless it has rules. */
export function mayMatter(path: string, text: string): boolean {
  return fileKind(path, text) !== 'script' || mayCallIptables(text);
}

/** Paths of the files below a folder that are known by their names or their first lines, folder by folder. */
export async function* findFiles(
  root: string,
  { signal, depth = Infinity, folders = Infinity, onUnreadable }: Walk,
): AsyncGenerator<string> {
  const queue: Folder[] = [{ path: root, depth: 0, allC: false }];
  for (let visited = 0; visited < queue.length && visited < folders; visited++) {
    const folder = queue[visited];
    if (!folder) return;
    const entries = await entriesOf(folder.path, onUnreadable);
    const allC = folder.allC || entries.some(({ name }) => fileKindByName(name) === 'source');
    for (const entry of entries) {
      if (signal.aborted) return;
      const path = join(folder.path, entry.name);
      if (!entry.isDirectory()) {
        if (await isWanted(entry, path, allC)) yield path;
      } else if (folder.depth < depth && isEntered(entry.name)) {
        queue.push({ path, depth: folder.depth + 1, allC });
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

async function entriesOf(folder: string, onUnreadable: Walk['onUnreadable']): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    onUnreadable?.(folder, error);
    return [];
  }
}

function isEntered(name: string): boolean {
  return !name.startsWith('.') && !skippedFolders.has(name);
}

async function isWanted(entry: Dirent, path: string, allC: boolean): Promise<boolean> {
  if (!entry.isFile() && !entry.isSymbolicLink()) return false;
  const kind = fileKindByName(entry.name);
  if (kind === 'source' || kind === 'build' || kind === 'tests' || (allC && isC(path))) return true;
  if (kind === 'release') return fileKind(path, (await firstCharactersOf(path)) ?? '') === kind;
  if (kind === undefined && !plainExtensions.has(extname(entry.name))) return false;
  const text = await firstCharactersOf(path);
  // A file with a telling name is wanted all the same: the attempt to read it says why it cannot be.
  if (text === undefined) return kind === 'rules';
  const found = fileKind(path, text);
  return found === 'rules' || found === 'script';
}

async function firstCharactersOf(path: string): Promise<string | undefined> {
  try {
    await using file = await open(path);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(firstCharacters), 0, firstCharacters, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } catch {
    return undefined;
  }
}
