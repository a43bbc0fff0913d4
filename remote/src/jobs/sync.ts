// Local sources → target: what differs by content is uploaded, what is gone here is removed there. The target is
// asked for its hashes each time, so nothing has to be remembered, and what was built is never touched.
import { UserError } from '../user-error';
import type { JobContext } from './job';
import { isArtefact, type SourceFile } from './source-files';

/** `find` leaves hidden files to themselves: the records of what was built are among them. */
const listing = `
cd -- "$1" 2>/dev/null || exit 0
find . -name '.?*' -prune -o -type f -exec sha256sum {} +
`;

export interface SyncResult {
  readonly uploaded: readonly string[];
  readonly removed: readonly string[];
}

/** Makes `folder` on the target hold exactly these sources. */
export async function sync(
  { session, signal }: Pick<JobContext, 'session' | 'signal'>,
  files: readonly SourceFile[],
  folder: string,
): Promise<SyncResult> {
  const { stdout } = await session.run(['sh', '-c', listing, 'sh', folder], { signal });
  const there = parseHashes(stdout);
  const changed = files.filter(({ path, hash }) => there.get(path) !== hash);
  const wanted = new Set(files.map(({ path }) => path));
  const gone = [...there.keys()].filter((path) => !wanted.has(path) && !isArtefact(path));
  if (gone.length > 0) await remove({ session, signal }, folder, gone);
  await session.upload(
    changed.map(({ path, content, mode }) => ({ path: `${folder}/${path}`, content, mode })),
    signal,
  );
  return { uploaded: changed.map(({ path }) => path), removed: gone };
}

async function remove(
  { session, signal }: Pick<JobContext, 'session' | 'signal'>,
  folder: string,
  paths: readonly string[],
): Promise<void> {
  const argv = ['rm', '-f', '--', ...paths];
  const { status, stderr } = await session.run(argv, { directory: folder, signal });
  if (status === 0) return;
  throw new UserError(
    `Files that no longer exist here could not be removed from ${folder} on ${session.name}: ${stderr.trim()}.`,
    'Check the permissions there, then try again.',
    { code: 'sync-failed' },
  );
}

/** Lines of sha256sum; it marks a line whose name it had to escape with a backslash. */
function parseHashes(text: string): Map<string, string> {
  const hashes = new Map<string, string>();
  for (const line of text.split('\n')) {
    const found = /^(\\?)([0-9a-f]{64}) [ *]\.\/(.*)$/.exec(line);
    if (found === null) continue;
    const [, escaped, hash = '', name = ''] = found;
    hashes.set(escaped === '' ? name : unescapeName(name), hash);
  }
  return hashes;
}

function unescapeName(name: string): string {
  return name.replaceAll(/\\([\\nr])/g, (_, letter: string) =>
    letter === 'n' ? '\n' : letter === 'r' ? '\r' : '\\',
  );
}
