// Who holds a module that does not unload: other modules, rules that can be seen, or rules that cannot.
import { UserError } from '../user-error';
import type { JobContext } from './job';
import { describeRule, findLiveRules } from './live-rules';
import { extensionNames, type ModuleSources } from './sources';

const mostRules = 5;

/** Names the rules, where there are any. */
export async function inUse(
  context: JobContext,
  sources: ModuleSources,
  holders: readonly string[],
): Promise<UserError> {
  const { module } = sources;
  const { name } = context.session;
  const rules =
    holders.length > 0 ? [] : (await findLiveRules(context, extensionNames(sources))).map(describeRule);
  if (rules.length === 0) return heldUnseen(module, name, holders);
  const shown = rules.slice(0, mostRules).map((rule) => `\`${rule}\``);
  const more = rules.length > mostRules ? ` and ${rules.length - mostRules} more` : '';
  return new UserError(
    `${module} is in use on ${name} by ${rules.length === 1 ? 'the rule' : `${rules.length} rules:`} ${shown.join(', ')}${more}.`,
    'Delete them first, or use Reload to swap the module under them.',
    { code: 'module-in-use' },
  );
}

/** Who holds a module that no rule which can be seen uses. */
export function heldUnseen(module: string, target: string, holders: readonly string[]): UserError {
  const code = 'module-in-use';
  if (holders.length > 0) {
    return new UserError(
      `${module} is in use on ${target} by ${holders.join(', ')}.`,
      `Unload ${holders.length === 1 ? 'that module' : 'those modules'} first.`,
      { code },
    );
  }
  return new UserError(
    `${module} is in use on ${target} by rules that cannot be seen from here.`,
    'Look for containers and unnamed network namespaces there that have iptables rules of their own.',
    { code },
  );
}
