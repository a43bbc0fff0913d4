// Where a module's sources and what is built from them lie on a target.
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { UserError } from '../user-error';
import type { JobContext } from './job';
import type { ModuleSources } from './sources';

const usual = '.cache/netfilter-workbench/modules';

/**
 * Relative to the login user's home folder unless the target's `directory` is absolute. Two local folders never
 * share one. The kernel's build refuses blanks and colons in the path.
 */
export function remoteFolder(context: Pick<JobContext, 'target'>, sources: ModuleSources): string {
  const { target } = context;
  const parent = (target.kind === 'ssh' ? target.directory : undefined) ?? usual;
  if (/[\s:]/.test(parent)) {
    throw new UserError(
      `The folder “${parent}” of target ${target.name} has a blank or a colon in its name, which the kernel's build cannot work in.`,
      "Set the target's directory to another one.",
      { code: 'bad-folder' },
    );
  }
  const name = basename(sources.folder).replaceAll(/[^\w.-]/g, '_');
  const hash = createHash('sha256').update(sources.folder).digest('hex').slice(0, 8);
  return `${parent.replace(/\/+$/, '')}/${name}-${hash}`;
}
