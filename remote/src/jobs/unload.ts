// Unloads a module; when rules use it, names them.
import { UserError } from '../user-error';
import { inspectModule } from './inspect';
import { removeModule } from './insert-module';
import type { JobContext } from './job';
import { describeRule, findLiveRules } from './live-rules';
import { extensionNames, type ModuleSources } from './sources';

export interface UnloadResult {
  readonly module: string;
  /** False when the module was not loaded to begin with. */
  readonly wasLoaded: boolean;
}

/** Rejects with a `UserError` of code `module-in-use` that lists the rules using the module. */
export async function unload(context: JobContext, sources: ModuleSources): Promise<UnloadResult> {
  const { module } = sources;
  const facts = await inspectModule(context, sources);
  if (facts.loaded === undefined) return { module, wasLoaded: false };
  context.report.step(`Unloading ${module} on ${context.session.name}`);
  if ((await removeModule(context, module)) === 'in-use') {
    throw await inUse(context, sources, facts.loaded.holders);
  }
  return { module, wasLoaded: true };
}

const mostRules = 5;

/** Says who holds the module: other modules, rules that can be seen, or rules that cannot. */
export async function inUse(
  context: JobContext,
  sources: ModuleSources,
  holders: readonly string[],
): Promise<UserError> {
  const { module } = sources;
  const { name } = context.session;
  const code = 'module-in-use';
  if (holders.length > 0) {
    return new UserError(
      `${module} is in use on ${name} by ${holders.join(', ')}.`,
      `Unload ${holders.length === 1 ? 'that module' : 'those modules'} first.`,
      { code },
    );
  }
  const rules = (await findLiveRules(context, extensionNames(sources))).map(describeRule);
  if (rules.length === 0) {
    return new UserError(
      `${module} is in use on ${name} by rules that cannot be seen from here.`,
      'Look for containers and unnamed network namespaces there that have iptables rules of their own.',
      { code },
    );
  }
  const shown = rules.slice(0, mostRules).map((rule) => `\`${rule}\``);
  const more = rules.length > mostRules ? ` and ${rules.length - mostRules} more` : '';
  return new UserError(
    `${module} is in use on ${name} by ${rules.length === 1 ? 'the rule' : `${rules.length} rules:`} ${shown.join(', ')}${more}.`,
    'Delete them first, or use Reload to swap the module under them.',
    { code },
  );
}
