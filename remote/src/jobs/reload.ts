// Build and swap: the edited module takes the place of the loaded one, under the rules that use it. When a step
// fails, the old module and the rules are put back (invariant 7).
import { build, type BuildResult } from './build';
import { isLastBuild, type ModuleFacts } from './inspect';
import type { JobContext } from './job';
import { findLiveRules, type LiveRule } from './live-rules';
import { load, requireBuilt } from './load';
import { replaceModule } from './replace-module';
import { inspectSettled } from './settle';
import { extensionNames, type ModuleSources } from './sources';

export interface ReloadResult {
  readonly build: BuildResult;
  /** False when the build failed and nothing on the target was changed. */
  readonly swapped: boolean;
  /** Rules that were taken out for the swap and put back, as iptables-save prints them. */
  readonly rules: readonly string[];
}

/** Rejects with a `UserError` that says what failed and what was put back. */
export async function reload(context: JobContext, sources: ModuleSources): Promise<ReloadResult> {
  const built = await build(context, sources);
  if (!built.ok) return { build: built, swapped: false, rules: [] };
  const facts = await inspectSettled(context, sources);
  if (facts.loaded === undefined || isLastBuild(facts) === true) {
    await load(context, sources);
    return { build: built, swapped: true, rules: [] };
  }
  const rules = facts.loaded.references > 0 ? await findLiveRules(context, extensionNames(sources)) : [];
  await swap(context, sources, facts, rules);
  return { build: built, swapped: true, rules: rules.map(({ text }) => text) };
}

async function swap(
  context: JobContext,
  sources: ModuleSources,
  facts: ModuleFacts,
  rules: readonly LiveRule[],
): Promise<void> {
  const { module } = sources;
  const { session, report } = context;
  const { record } = requireBuilt(facts, module, session.name);
  const count = `${rules.length} ${rules.length === 1 ? 'rule' : 'rules'}`;
  report.step(`Swapping ${module} on ${session.name}${rules.length > 0 ? ` under ${count}` : ''}`);
  await replaceModule(context, sources, facts, {
    title: `The swap of ${module}`,
    libraries: record?.libraries ?? [],
    rules,
    takesRules: true,
    removes: true,
    inserts: `${module}.ko`,
  });
}
