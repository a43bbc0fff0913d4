// C → facts: the option table and the registrations of an extension become the same row that extensions of iptables
// have, so that a rule file completes and checks `-j CLONE` from libxt_CLONE.c as it is being typed, and knows from
// xt_CLONE.c where it may stand.
import { URI } from 'vscode-uri';
import { shippedExtensions } from '../rules/facts/catalog';
import type { ExtensionFact, Family } from '../rules/facts/fact';
import { groupBy } from '../module/group-by';
import type { Extension } from '../module/model/extension';
import type { ModuleProject } from '../module/project';
import { Remembered } from '../module/remembered';
import type { SourceModel } from '../module/service';
import { limitsFor, serves } from './learn-limits';
import { learnOptions } from './learn-options';
import { mergeRows } from './merge-facts';

const families: readonly Family[] = ['ipv4', 'ipv6'];

/** The rows of each source by itself. */
const learned = new Remembered<readonly ExtensionFact[]>();

/**
 * The rows of all extensions of a project, one for each name, or one a family where those differ. Of several revisions
 * in a file the last counts, for it is the one that iptables prefers; files that teach the same extension differently (a
 * copy, an old version) are believed as far as they agree.
 */
export function learnExtensions(project: ModuleProject): ExtensionFact[] {
  const bySource = project.sources.map((source) =>
    learned.of(source, project, (within) => learnSource(source, within)),
  );
  const rows = new Map<string, ExtensionFact[]>();
  for (const [name, ofName] of groupByName(bySource.flat())) rows.set(name, agreeing(ofName));
  return [...rows.values()].flat();
}

/** The rows of one name, of which a family has but one. */
function agreeing(rows: readonly ExtensionFact[]): ExtensionFact[] {
  const isClear = families.every((family) => rows.filter((row) => row.families.includes(family)).length <= 1);
  if (isClear) return [...rows];
  return joinFamilies(
    families.flatMap((family) => {
      const ofFamily = rows.filter((row) => row.families.includes(family));
      const [first, ...others] = ofFamily.map((row) => ({ ...row, families: [family] }));
      return first ? [others.reduce(mergeRows, first)] : [];
    }),
  );
}

function learnSource(source: SourceModel, project: ModuleProject): ExtensionFact[] {
  const extensions = project.extensionsOf(source).toSorted((a, b) => (a.revision ?? 0) - (b.revision ?? 0));
  return [...groupByName(extensions).values()].flatMap((ofName) =>
    joinFamilies(families.flatMap((family) => learnFor(family, ofName, project) ?? [])),
  );
}

/** What the registrations of one name teach about rules of a family, in the order of their revisions. */
function learnFor(
  family: Family,
  extensions: readonly Extension[],
  project: ModuleProject,
): ExtensionFact | undefined {
  const serving = extensions.filter((extension) => serves(extension, family));
  const userspace = serving.filter(({ side }) => side === 'userspace');
  const extension = userspace.at(-1);
  if (!extension) return learnFromKernel(family, serving, project);
  const { kind, name, source } = extension;
  const limits = limitsFor(family, project.twinsOf(extension), userspace);
  return {
    ...{ kind, name, families: [family] },
    options: learnOptions(extension, project.scopeOf(source)),
    ...limits.fact,
    explanation: 'An extension of this workspace.',
    learned: { from: pathOf(source), ...(limits.from && { kernel: pathOf(limits.from) }) },
  };
}

/** Without its other half nobody knows what options a rule may give it, but where it may stand is known. */
function learnFromKernel(
  family: Family,
  serving: readonly Extension[],
  project: ModuleProject,
): ExtensionFact | undefined {
  const extension = serving.at(-1);
  if (!extension || project.twinsOf(extension).length > 0 || isShipped(extension)) return undefined;
  const { kind, name, source } = extension;
  const path = pathOf(source);
  return {
    ...{ kind, name, families: [family], options: [] },
    undescribed: true,
    ...limitsFor(family, serving, []).fact,
    explanation: 'The kernel half of an extension of this workspace.',
    learned: { from: path, kernel: path },
  };
}

function isShipped({ kind, name }: Extension): boolean {
  return shippedExtensions.some((row) => row.kind === kind && row.name === name);
}

/** Rows of one name that differ in their family alone are one row. */
function joinFamilies(rows: readonly ExtensionFact[]): ExtensionFact[] {
  const [first, second] = rows;
  if (!first || !second) return [...rows];
  const isSame = JSON.stringify({ ...first, families }) === JSON.stringify({ ...second, families });
  return isSame ? [{ ...first, families }] : [...rows];
}

function groupByName<Named extends { readonly kind: string; readonly name: string }>(
  all: readonly Named[],
): Map<string, Named[]> {
  return groupBy(all, ({ kind, name }) => `${kind} ${name}`);
}

function pathOf({ uri }: SourceModel): string {
  return URI.parse(uri).fsPath;
}
