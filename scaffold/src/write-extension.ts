// The files of a new extension → a folder on disk. Whole or not at all, and never over what is there.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sentenceOf, UserError } from '../../remote/src/user-error';
import type { NewFile } from './new-extension';

/** Writes into a folder that must not exist yet. Rejects with a `UserError`; there is no half of a folder then. */
export async function writeExtension(folder: string, files: readonly NewFile[]): Promise<void> {
  await mkdir(folder).catch((error: unknown) => {
    throw explain(error, folder);
  });
  try {
    for (const { path, text } of files) {
      const file = join(folder, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    }
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw explain(error, folder);
  }
}

function explain(error: unknown, folder: string): UserError {
  const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
  return isThere
    ? new UserError(
        `${folder} is there already.`,
        'Nothing was changed; choose another name or another folder.',
        {
          code: 'folder-exists',
        },
      )
    : new UserError(
        `${folder} could not be written: ${sentenceOf(error)}.`,
        'Choose a folder that you may write to.',
        {
          code: 'folder-not-written',
          cause: error,
        },
      );
}
