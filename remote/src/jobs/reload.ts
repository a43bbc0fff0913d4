// Build and swap: the edited module takes the place of the loaded one, under the rules that use it. When a step
// fails, the old module and the rules are put back (invariant 6).
import { UserError } from '../user-error';
import { build, type BuildResult } from './build';
import { insertModule, keptFile, removeModule } from './insert-module';
import { inspectModule, isLastBuild, type ModuleFacts } from './inspect';
import { stageLibraries } from './install-libraries';
import type { JobContext } from './job';
import {
  findLiveRules,
  insertionText,
  perRuleset,
  removalText,
  restoreArgv,
  type LiveRule,
  type RulesetPlace,
} from './live-rules';
import { load, requireBuilt } from './load';
import { extensionNames, type ModuleSources } from './sources';
import { UndoList } from './undo';
import { inUse } from './unload';

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
  const facts = await inspectModule(context, sources);
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
  const { depends, record } = requireBuilt(facts, module, session.name);
  const undo = new UndoList();
  // What is put back is put back even when the job was cancelled.
  const calm: JobContext = { ...context, signal: new AbortController().signal };
  const removedRules = `${facts.folder}/.nfw-removed-rules`;
  try {
    const libraries = await stageLibraries(context, facts.folder, record?.libraries ?? []);
    undo.add(libraries.differ ? 'the old library' : undefined, () => libraries.restore());
    report.step(
      `Swapping ${module} on ${session.name}${rules.length > 0 ? ` under ${rules.length} ${rules.length === 1 ? 'rule' : 'rules'}` : ''}`,
    );
    if (rules.length > 0) {
      const content = Buffer.from(insertionText(rules));
      await session.upload([{ path: removedRules, content }], context.signal);
    }
    for (const [place, each] of perRuleset(rules)) {
      await feed(context, place, removalText(each));
      undo.add('the rules', () => feed(calm, place, insertionText(each)));
    }
    if ((await removeModule(context, module)) === 'in-use') {
      throw await inUse(context, sources, facts.loaded?.holders ?? []);
    }
    const { folder } = facts;
    undo.add('the old module', () => insertModule(calm, { module, folder, file: keptFile(module), depends }));
    await insertModule(context, { module, folder, file: `${module}.ko`, depends });
    undo.add(undefined, () => removeModule(calm, module));
    await libraries.commit();
    for (const [place, each] of perRuleset(rules)) {
      await feed(context, place, insertionText(each));
      undo.add(undefined, () => feed(calm, place, removalText(each)));
    }
  } catch (error) {
    throw await undo.undo(error, advice(rules, removedRules));
  }
  if (rules.length > 0) await session.run(['rm', '-f', '--', removedRules]);
}

/** Gives iptables-restore a text; each table of it changes as a whole or not at all. */
async function feed(context: JobContext, place: RulesetPlace, text: string): Promise<void> {
  const { session, signal } = context;
  const { status, stderr } = await session.run(restoreArgv(place), { asRoot: true, input: text, signal });
  if (status === 0) return;
  throw new UserError(
    `${place.program}-restore on ${session.name} refused the rules that use the module: ${firstLine(stderr)}.`,
    'Check that module and library still take the options that these rules give.',
    { code: 'rules-refused' },
  );
}

function firstLine(text: string): string {
  return (text.trim().split('\n')[0] ?? '').replace(/[.:]$/, '');
}

function advice(rules: readonly LiveRule[], file: string): string {
  if (rules.length === 0) return 'Load the module again once the cause is put right.';
  return `The rules that were taken out are kept in ${file} there; \`iptables-restore --noflush --counters\` puts them back.`;
}
