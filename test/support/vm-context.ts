// What tests on the VM start from: a session on the instance of the tests, as a job's context, and xt_CLONE in it.
import { connect } from '../../remote/src/connect';
import { build } from '../../remote/src/jobs/build';
import type { JobContext } from '../../remote/src/jobs/job';
import { load } from '../../remote/src/jobs/load';
import { findModules, type ModuleSources } from '../../remote/src/jobs/sources';
import { unload } from '../../remote/src/jobs/unload';
import type { VmTarget } from '../../remote/src/target';
import { conversation } from './remote-session';
import { testInstance } from './test-instance.mjs';

/** The machine of the tests. */
export const target: VmTarget = {
  kind: 'vm',
  name: 'the test VM',
  suite: 'bookworm',
  instance: testInstance,
};

export interface VmContext extends JobContext {
  /** All that was reported, for the message of an assertion that fails. */
  readonly lines: readonly string[];
}

/** Boots the VM when it is not running, and opens a session that the caller closes. */
export async function openVmContext(): Promise<VmContext> {
  const lines: string[] = [];
  const report = {
    step: (title: string) => void lines.push(`== ${title}`),
    output: (line: string) => void lines.push(line),
  };
  const { options } = conversation();
  const session = await connect(target, { ...options, report });
  return { target, session, signal: options.signal, report, lines };
}

/** The sources of xt_CLONE in kernel/ of this checkout. */
export async function cloneSources(): Promise<ModuleSources> {
  const [sources] = await findModules(`${process.cwd()}/kernel`);
  if (sources === undefined) throw new Error('kernel/ holds no module');
  return sources;
}

/** Builds xt_CLONE from this checkout and loads it in place of whatever build was there. */
export async function loadClone(context: JobContext): Promise<ModuleSources> {
  const sources = await cloneSources();
  const built = await build(context, sources);
  if (!built.ok) throw new Error(`xt_CLONE does not build: ${JSON.stringify(built.problems)}`);
  await unload(context, sources);
  await load(context, sources);
  return sources;
}
