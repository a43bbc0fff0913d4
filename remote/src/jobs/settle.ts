// What a lost connection left unsaid of an earlier change of a module: whether it was finished or put back, and, should it have
// been killed half way, the end of it. Every job that changes a module begins here (invariant 7).
import { askForChange, fileOfChange, forgetChange } from './change';
import { inspectModule, isLastBuild, type ModuleFacts } from './inspect';
import type { JobContext } from './job';
import { findLiveRules, type LiveRule } from './live-rules';
import { failureOfChange, keptFile, orderFile, replaceModule, type Replacement } from './replace-module';
import { extensionNames, type ModuleSources } from './sources';

/** The facts of the module once no change of it is under way any more; what became of one is reported as a step. */
export async function inspectSettled(context: JobContext, sources: ModuleSources): Promise<ModuleFacts> {
  const facts = await inspectModule(context, sources);
  if (!facts.changing) return facts;
  await settle(context, sources);
  return inspectModule(context, sources);
}

async function settle(context: JobContext, sources: ModuleSources): Promise<void> {
  const { session, report } = context;
  const { module } = sources;
  const outcome = await askForChange(context, module);
  if (outcome === undefined) return;
  const subject = `${outcome.title}, which a lost connection cut off from here,`;
  if (!outcome.ended) return repair(context, sources, outcome.title);
  const facts = await inspectModule(context, sources);
  await forgetChange(context, module);
  if (outcome.said('done').length > 0) return report.step(`${subject} was finished on ${session.name}`);
  const failure = failureOfChange(module, session.name, facts, outcome);
  if (failure.code === 'not-put-back') throw failure;
  report.step(`${subject} failed on ${session.name}: ${failure.what}`);
}

/** The change was killed: what it took out and did not put back is put back by another. */
async function repair(context: JobContext, sources: ModuleSources, title: string): Promise<void> {
  const { session, report } = context;
  const { module } = sources;
  const order = parseOrder(await fileOfChange(context, module, orderFile));
  const facts = await inspectModule(context, sources);
  const rules = without(order.rules, await findLiveRules(context, extensionNames(sources)));
  const comesBack = facts.loaded === undefined && order.removes;
  await replaceModule(context, sources, facts, {
    title: `The repair of ${module}`,
    // They are put in place behind the module that they belong to.
    libraries: isLastBuild(facts) === true ? order.libraries : [],
    rules,
    takesRules: false,
    removes: false,
    inserts: comesBack ? keptFile(module) : undefined,
    repairs: true,
  });
  const back = [
    ...(comesBack ? ['the old module'] : []),
    ...(rules.length > 0 ? [rules.length === 1 ? 'one rule' : `${rules.length} rules`] : []),
  ];
  report.step(
    `${title} was killed half way on ${session.name}; ${back.length > 0 ? `${back.join(' and ')} put back` : 'nothing was missing'}`,
  );
}

type Order = Pick<Replacement, 'rules' | 'removes' | 'libraries'>;

/** An order that is not there whole was not begun. */
function parseOrder(text: string): Order {
  try {
    return JSON.parse(text) as Order;
  } catch {
    return { rules: [], removes: false, libraries: [] };
  }
}

/** The rules that are not there: a table has all of them or none, so what they are and where is enough. */
function without(rules: readonly LiveRule[], live: readonly LiveRule[]): LiveRule[] {
  const keyOf = ({ program, namespace, table, chain, text }: LiveRule): string =>
    [program, namespace, table, chain, text].join('\0');
  const there = new Set(live.map(keyOf));
  return rules.filter((rule) => !there.has(keyOf(rule)));
}
