// insmod and rmmod, with the kernel's own reason when they fail. load.ts, unload.ts and reload.ts are made of it.
import { UserError } from '../user-error';
import type { JobContext } from './job';
import { explainRefusal } from './kernel-reason';

type Machine = Pick<JobContext, 'session' | 'signal'>;

export interface Insertion {
  readonly module: string;
  /** The .ko on the target. */
  readonly file: string;
  readonly depends: readonly string[];
}

/** Rejects with the `UserError` of kernel-reason.ts when the kernel does not take the module. */
export async function insertModule({ session, signal }: Machine, insertion: Insertion): Promise<void> {
  const { module, file, depends } = insertion;
  // x_tables may be built in; a dependency that is really missing shows as an unknown symbol.
  await session.run(['modprobe', '-a', '-q', 'x_tables', ...depends], { asRoot: true, signal });
  const before = await readLog({ session, signal });
  const result = await session.run(['insmod', asPath(file)], { asRoot: true, signal });
  if (result.status === 0) return;
  const after = await readLog({ session, signal });
  throw explainRefusal({
    module,
    target: session.name,
    complaint: result.stderr,
    log: newLines(before, after),
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

/** The kernel log's lines; none when this user may not read it. */
async function readLog({ session, signal }: Machine): Promise<string[]> {
  const { stdout } = await session.run(['dmesg'], { asRoot: true, signal });
  return stdout.split('\n').filter((line) => line !== '');
}

function newLines(before: readonly string[], after: readonly string[]): string[] {
  const last = before.at(-1);
  return after.slice(last === undefined ? 0 : after.lastIndexOf(last) + 1);
}

/** insmod takes a name without a slash as it is, but one that begins with a dash for an option. */
function asPath(file: string): string {
  return file.startsWith('/') ? file : `./${file}`;
}
