// insmod and rmmod, with the kernel's own reason when they fail. load.ts, unload.ts and reload.ts are made of it.
import { UserError } from '../user-error';
import type { JobContext } from './job';
import { explainRefusal } from './kernel-reason';

type Machine = Pick<JobContext, 'session' | 'signal'>;

export interface Insertion {
  readonly module: string;
  /** Folder on the target that holds `file`. */
  readonly folder: string;
  /** The .ko, relative to `folder`. */
  readonly file: string;
  readonly depends: readonly string[];
}

/**
 * x_tables may be built in, so that modprobe may fail; a dependency that is really missing shows as an unknown
 * symbol. When insmod fails the kernel's log is printed, behind the last line that it had before. The file that
 * was loaded is kept: the next build overwrites it, and reload.ts may have to put it back.
 */
const script = `
file=$1 kept=$2; shift 2
modprobe -a -q x_tables "$@"
before=$(dmesg | tail -n 1)
insmod "./$file" && { [ "$file" = "$kept" ] || cp -f -- "./$file" "./$kept"; exit 0; }
status=$?
echo "$before"
dmesg
exit "$status"
`;

/** The file of the module as it was loaded last, relative to its folder. */
export function keptFile(module: string): string {
  return `.nfw-loaded-${module}.ko`;
}

/** Rejects with the `UserError` of kernel-reason.ts when the kernel does not take the module. */
export async function insertModule({ session, signal }: Machine, insertion: Insertion): Promise<void> {
  const { module, folder, file, depends } = insertion;
  const argv = ['sh', '-c', script, 'sh', file, keptFile(module), ...depends];
  const result = await session.run(argv, { asRoot: true, directory: folder, signal });
  if (result.status === 0) return;
  const [before = '', ...log] = result.stdout.trimEnd().split('\n');
  throw explainRefusal({
    module,
    target: session.name,
    complaint: result.stderr,
    log: log.slice(log.lastIndexOf(before) + 1),
  });
}

export type Removal = 'removed' | 'in-use';

/** Rejects with a `UserError` for any failure but that the module is in use. */
export async function removeModule({ session, signal }: Machine, module: string): Promise<Removal> {
  const { status, stderr } = await session.run(['rmmod', module], { asRoot: true, signal });
  if (status === 0) return 'removed';
  if (/in use|busy|temporarily unavailable|used by/i.test(stderr)) return 'in-use';
  const reason =
    stderr
      .trim()
      .split('\n')
      .at(-1)
      ?.replace(/^rmmod: ERROR: /, '') ?? '';
  throw new UserError(
    `${module} does not unload on ${session.name}: ${reason}.`,
    'If it crashed the kernel earlier, restart that machine.',
    { code: 'unload-failed' },
  );
}
