// What was built last, remembered beside the built files on the target: the state of a module is told from it.
import type { Upload } from '../ssh/session';

export interface BuiltRecord {
  /** `hashOfAll` of the sources it was built from. */
  readonly sourceHash: string;
  /** The module's build id note in hexadecimal; empty when the linker made none. */
  readonly buildId: string;
  /** File names of the libraries that belong to it. */
  readonly libraries: readonly string[];
}

export function recordFile(module: string): string {
  return `.nfw-built-${module}.json`;
}

/** The record as a file to be put beside what was built. */
export function recordUpload(folder: string, module: string, record: BuiltRecord): Upload {
  return { path: `${folder}/${recordFile(module)}`, content: Buffer.from(`${JSON.stringify(record)}\n`) };
}

/** Undefined for anything that is no record, an empty text among them. */
export function parseRecord(text: string): BuiltRecord | undefined {
  try {
    const value = JSON.parse(text) as Partial<BuiltRecord> | null;
    if (typeof value?.sourceHash !== 'string' || typeof value.buildId !== 'string') return undefined;
    return { sourceHash: value.sourceHash, buildId: value.buildId, libraries: value.libraries ?? [] };
  } catch {
    return undefined;
  }
}
