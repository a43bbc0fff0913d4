// `nfw demo`: the whole loop once, in the terminal. Build, load, packets through a router that mirrors them, and
// what the kernel said meanwhile beside the lines that said it.
import { join, resolve } from 'node:path';
import type { JobContext } from '../../../remote/src/jobs/job';
import {
  runMirrorScenario,
  type Delivery,
  type MirrorFigures,
} from '../../../remote/src/jobs/mirror-scenario';
import { reload } from '../../../remote/src/jobs/reload';
import type { ModuleSources } from '../../../remote/src/jobs/sources';
import { readKernelLog } from '../../../remote/src/kernel-log/follow';
import { createMatcher, type Matcher } from '../../../remote/src/kernel-log/match';
import { readCallSites } from '../call-sites';
import { defineCommand } from '../command';
import { formatRecord } from '../kernel-log';
import { modulesOf } from '../module-command';
import { formatProblem } from '../problem';
import { withTarget } from '../session';
import { readConnection, targetOptions } from '../target';
import { UsageError } from '../usage-error';

const defaultPackets = 10;

/** xt_CLONE's sources in a checkout, seen from the bundle in dist/. */
const shippedModule = (): string => join(__dirname, '..', 'kernel');

export const demo = defineCommand({
  name: 'demo',
  summary: 'Build and load xt_CLONE, mirror packets, show what the kernel said.',
  usage: ['demo [OPTION …] [FOLDER]'],
  description: `
Builds the module of FOLDER (kernel/ of the checkout when left out), loads it on the
target, makes a small network of namespaces there whose router clones what it forwards,
sends packets of both families through it, and counts them at their destination and at
the mirror port. Ends with 0 only if every packet arrived at both.`,
  options: {
    ...targetOptions,
    packets: {
      type: 'string',
      short: 'n',
      value: 'COUNT',
      help: `Packets of each family (${defaultPackets}).`,
    },
  },
  run: async ({ values, operands, signal }) => {
    if (operands.length > 1) throw new UsageError('demo takes one folder.', 'demo');
    const packets = readCount(values.packets);
    const folder = resolve(operands[0] ?? shippedModule());
    const modules = await modulesOf(folder);
    const siteOf = createMatcher(await readCallSites(folder, signal));
    return withTarget(readConnection(values), signal, async (context) => {
      const { position } = await readKernelLog(context.session, signal);
      if (!(await loadAll(context, modules))) return 1;
      const figures = await runMirrorScenario(context, { folder, packets });
      await printMessages(context, position.sequence, siteOf);
      console.log(`forwarded ${ratio(figures.forwarded)}, mirrored ${ratio(figures.mirrored)}`);
      return isComplete(figures) ? 0 : 1;
    });
  },
});

function readCount(words: string | undefined): number {
  const count = Number(words ?? defaultPackets);
  if (Number.isSafeInteger(count) && count > 0) return count;
  throw new UsageError(`--packets is a number of packets, not "${words}".`, 'demo');
}

/** Builds and loads every module; prints why one was not built. */
async function loadAll(context: JobContext, modules: readonly ModuleSources[]): Promise<boolean> {
  for (const sources of modules) {
    const { build, swapped } = await reload(context, sources);
    for (const problem of build.problems) console.log(formatProblem(problem));
    if (!swapped) return false;
    console.log(`${sources.module} is built and loaded on ${context.target.name}.`);
  }
  return true;
}

/** Prints the records since `sequence` that the module's own calls printed, with the line of each. */
async function printMessages(
  { session, signal }: JobContext,
  sequence: number,
  siteOf: Matcher,
): Promise<void> {
  const { records } = await readKernelLog(session, signal);
  for (const record of records) {
    const site = record.sequence > sequence ? siteOf(record) : undefined;
    if (site) console.log(formatRecord(record, site));
  }
}

const ratio = ({ sent, received }: Delivery): string => `${received}/${sent}`;

function isComplete({ forwarded, mirrored }: MirrorFigures): boolean {
  return [forwarded, mirrored].every(({ sent, received }) => sent > 0 && received === sent);
}
