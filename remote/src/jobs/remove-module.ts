// rmmod, with its reason when it fails: unload.ts is made of it, and replace-module.ts explains itself by it.
import { UserError } from '../user-error';
import type { JobContext } from './job';

export type Removal = 'removed' | 'in-use';

/** Rejects with a `UserError` for any failure but that the module is in use. */
export async function removeModule(
  { session, signal }: Pick<JobContext, 'session' | 'signal'>,
  module: string,
): Promise<Removal> {
  const { status, stderr } = await session.run(['rmmod', module], { asRoot: true, signal });
  if (status === 0) return 'removed';
  if (saysInUse(stderr)) return 'in-use';
  throw notRemoved(module, session.name, stderr);
}

/** Whether that is why rmmod failed. */
export function saysInUse(complaint: string): boolean {
  return /in use|busy|temporarily unavailable|used by/i.test(complaint);
}

export function notRemoved(module: string, target: string, complaint: string): UserError {
  const reason =
    complaint
      .trim()
      .split('\n')
      .at(-1)
      ?.replace(/^rmmod: ERROR: /, '') ?? '';
  return new UserError(
    `${module} does not unload on ${target}: ${reason}.`,
    'If it crashed the kernel earlier, restart that machine.',
    { code: 'unload-failed' },
  );
}
