// What build, load, unload and reload have in common: a folder's modules, one after another, on one session.
import { resolve } from 'node:path';
import type { JobContext } from '../../remote/src/jobs/job';
import { findModules, type ModuleSources } from '../../remote/src/jobs/sources';
import { UserError } from '../../remote/src/user-error';
import { defineCommand, type Command } from './command';
import { withTarget } from './session';
import { readConnection, targetOptions } from './target';
import { UsageError } from './usage-error';

/** What a job made of one module. */
export interface ModuleOutcome {
  readonly ok: boolean;
  /** For standard output, without the last newline; nothing is printed when empty. */
  readonly text: string;
  /** For --json, beside the module's name. */
  readonly json: object;
}

interface ModuleCommand {
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  readonly job: (context: JobContext, sources: ModuleSources) => Promise<ModuleOutcome>;
}

/** Makes a command that runs one job for each module of a folder, and stops at the first that fails. */
export function defineModuleCommand({ name, summary, description, job }: ModuleCommand): Command {
  return defineCommand({
    name,
    summary,
    usage: [`${name} [OPTION …] [FOLDER]`],
    description,
    options: {
      ...targetOptions,
      json: { type: 'boolean', help: 'Print an array with one object a module.' },
    },
    run: async ({ values, operands, signal }) => {
      const connection = readConnection(values);
      const modules = await modulesOf(oneFolder(operands, name));
      const outcomes = await withTarget(connection, signal, (context) => runJobs(context, modules, job));
      console.log(values.json ? formatJson(outcomes) : formatText(outcomes));
      return outcomes.every(({ outcome }) => outcome.ok) ? 0 : 1;
    },
  });
}

interface ModuleResult {
  readonly module: string;
  readonly outcome: ModuleOutcome;
}

async function runJobs(
  context: JobContext,
  modules: readonly ModuleSources[],
  job: ModuleCommand['job'],
): Promise<ModuleResult[]> {
  const results: ModuleResult[] = [];
  for (const sources of modules) {
    const outcome = await job(context, sources);
    results.push({ module: sources.module, outcome });
    if (!outcome.ok) break;
  }
  return results;
}

function formatJson(results: readonly ModuleResult[]): string {
  const rows = results.map(({ module, outcome }) => ({ module, ok: outcome.ok, ...outcome.json }));
  return JSON.stringify(rows, null, 2);
}

function formatText(results: readonly ModuleResult[]): string {
  return results.map(({ outcome }) => outcome.text).join('\n');
}

/** The one folder that a command takes: the working folder when none is named. */
export function oneFolder(operands: readonly string[], command: string): string {
  if (operands.length > 1) throw new UsageError(`${command} takes one folder.`, command);
  return resolve(operands[0] ?? '.');
}

/** The modules of a folder; a folder without one is an error that says what was looked for. */
export async function modulesOf(folder: string): Promise<readonly ModuleSources[]> {
  const modules = await findModules(folder);
  if (modules.length > 0) return modules;
  throw new UserError(
    `${folder} holds no kernel module: there is no Kbuild or Makefile with obj-m in it.`,
    'Name the folder that does, for example `nfw build kernel`.',
    { code: 'no-module' },
  );
}
