// What a target knows about a module, in one round trip: what was built, what is loaded, what the kernel is.
import type { JobContext } from './job';
import { parseRecord, recordFile, type BuiltRecord } from './built-record';
import { remoteFolder } from './remote-folder';
import type { ModuleSources } from './sources';

export interface ModuleFacts {
  /** Folder on the target with what was built, as remote-folder.ts names it. */
  readonly folder: string;
  /** The running kernel's `uname -r`. */
  readonly kernelRelease: string;
  /** The built module's file; undefined when there is none. */
  readonly built:
    | {
        readonly vermagic: string;
        readonly depends: readonly string[];
        readonly record: BuiltRecord | undefined;
      }
    | undefined;
  /** Whether a change of the module (change.ts) is under way, or nobody knows here what came of one. */
  readonly changing: boolean;
  /** The loaded module; undefined when it is not loaded. */
  readonly loaded:
    | { readonly references: number; readonly buildId: string; readonly holders: readonly string[] }
    | undefined;
}

/** A module that was loaded keeps a name with underscores, whatever its file is called. */
const script = `
module=$1 record=$3
kernel_name=$(printf %s "$module" | tr - _)
echo "release $(uname -r)"
loaded=/sys/module/$kernel_name
if [ -e "$loaded/refcnt" ]; then
  echo "references $(cat "$loaded/refcnt")"
  echo "holders $(ls "$loaded/holders" 2>/dev/null | tr '\\n' ' ')"
  echo "note $(od -An -v -tx1 "$loaded/notes/.note.gnu.build-id" 2>/dev/null | tr -d ' \\n')"
fi
if [ -e "/run/nfw-changing-$module" ] || [ -e "/var/run/nfw-changing-$module" ]; then echo 'changing yes'; fi
cd -- "$2" 2>/dev/null || exit 0
if [ -f "./$module.ko" ]; then
  echo "vermagic $(modinfo -F vermagic "./$module.ko")"
  echo "depends $(modinfo -F depends "./$module.ko")"
  [ -f "./$record" ] && echo "record $(cat "./$record")"
fi
exit 0
`;

export async function inspectModule(context: JobContext, sources: ModuleSources): Promise<ModuleFacts> {
  const folder = remoteFolder(context, sources);
  const argv = ['sh', '-c', script, 'sh', sources.module, folder, recordFile(sources.module)];
  const { stdout } = await context.session.run(argv, { signal: context.signal });
  const facts = new Map(
    stdout.split('\n').map((line) => {
      const space = line.indexOf(' ');
      return [line.slice(0, space), line.slice(space + 1).trim()];
    }),
  );
  const vermagic = facts.get('vermagic');
  const references = facts.get('references');
  return {
    folder,
    kernelRelease: facts.get('release') ?? '',
    changing: facts.has('changing'),
    built:
      vermagic === undefined
        ? undefined
        : {
            vermagic,
            depends: words(facts.get('depends'), ','),
            record: parseRecord(facts.get('record') ?? ''),
          },
    loaded:
      references === undefined
        ? undefined
        : {
            references: Number(references),
            buildId: facts.get('note') ?? '',
            holders: words(facts.get('holders'), ' '),
          },
  };
}

/** Whether the loaded module is the one that was built last; undefined when that cannot be told. */
export function isLastBuild({ built, loaded }: ModuleFacts): boolean | undefined {
  const last = built?.record?.buildId ?? '';
  if (loaded === undefined || last === '' || loaded.buildId === '') return undefined;
  return loaded.buildId === last;
}

function words(text: string | undefined, separator: string): string[] {
  return (text ?? '').split(separator).filter((word) => word !== '');
}
