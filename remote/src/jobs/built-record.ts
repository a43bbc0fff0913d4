// What was built last, remembered beside the built files on the target: the state of a module is told from it.
import type { JobContext } from './job';

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

export async function writeRecord(
  { session, signal }: Pick<JobContext, 'session' | 'signal'>,
  folder: string,
  module: string,
  record: BuiltRecord,
): Promise<void> {
  const content = Buffer.from(`${JSON.stringify(record)}\n`);
  await session.upload([{ path: `${folder}/${recordFile(module)}`, content }], signal);
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
