// What a file is linted beside: the C of the extensions that its rules may use, wherever in the project it lies, and the
// version of the project, when that is iptables itself.
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { fileKindByName, isC } from '../../../server/src/workspace/file-kind';
import { scanFolder } from '../../../server/src/workspace/files';
import type { LintFile } from '../../../server/src/lint';
import type { Input } from './inputs';

/** What lies in the root of a repository, and of a release that was unpacked. */
const roots = ['.git', 'configure.ac'];

/** How deep the folder of a file that lies in no repository is looked into: not at all. */
const alone = 0;

/** Reads what matters of the projects that the inputs lie in, without the inputs themselves. */
export async function readContext(inputs: readonly Input[], signal: AbortSignal): Promise<LintFile[]> {
  const known = new Set(inputs.map(({ path }) => path));
  const folders = new Map(inputs.map(({ path }) => projectOf(path === '-' ? resolve('-') : path)));
  const context = new Map<string, LintFile>();
  for (const [folder, depth] of folders) {
    for await (const { uri, text } of scanFolder(pathToFileURL(folder).href, signal, depth)) {
      const path = fileURLToPath(uri);
      if (!known.has(path) && mattersToOthers(path)) context.set(path, { path, text });
    }
  }
  return [...context.values()];
}

function mattersToOthers(path: string): boolean {
  const kind = fileKindByName(path);
  return isC(path) || kind === 'build' || kind === 'release';
}

/** The nearest folder above a file that is the root of a repository or of a release, else the file's own; and how deep to look. */
function projectOf(path: string): [folder: string, depth: number | undefined] {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (roots.some((name) => existsSync(join(folder, name)))) return [folder, undefined];
    if (folder === dirname(folder)) return [dirname(path), alone];
  }
}
