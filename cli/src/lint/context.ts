// What a rule file is linted beside: the C of the extensions it may use, wherever in the project it lies.
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { discoverSources } from './discover';
import { readText, type Input } from './inputs';

/**
 * Reads the extension sources of the repositories that the inputs lie in; of their own folders alone, where there
 * is no repository. Sources that cannot be read are left out: they were not asked about.
 */
export async function readContext(inputs: readonly Input[]): Promise<Input[]> {
  const known = new Set(inputs.map(({ path }) => path));
  const folders = new Set(inputs.map(({ path }) => projectFolder(path === '-' ? resolve('-') : path)));
  const context = new Map<string, Input>();
  for (const folder of folders) {
    for (const path of (await discoverSources(folder)).names) {
      const content = known.has(path) || context.has(path) ? undefined : await readText(path);
      if (content && 'text' in content) context.set(path, { name: path, path, text: content.text });
    }
  }
  return [...context.values()];
}

/** The nearest folder above a file that is the root of a repository, else the file's own. */
function projectFolder(path: string): string {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (folder === dirname(folder)) return dirname(path);
  }
}
