// Where the rules of the workspace use an extension or one of its options: in rule files, in the commands of shell
// scripts, in `.t` tests, open or on disk. What was found in one version of a file is kept for as long as that is.
import type { Location, Range } from 'vscode-languageserver-types';
import { positionsOf } from '../embedded/positions';
import type { Family } from '../rules/facts/fact';
import type { ExtensionName, RuleSnapshot } from '../rules/service';
import type { Workspace } from './workspace';

/** An extension, or one of its options. */
export interface Subject {
  readonly extension: ExtensionName;
  readonly option: string | undefined;
}

export interface Use {
  readonly uri: string;
  readonly kind: 'rules' | 'script' | 'tests';
  readonly range: Range;
  /** Families of the rules it stands in: a command of a script may be run for both. */
  readonly families: readonly Family[];
  /** Whether the name itself stands there, and not a variable or other words that come to it. */
  readonly isWritten: boolean;
}

/** Every use of a subject, file by file. */
export function usesOf(workspace: Workspace, subject: Subject): Use[] {
  return workspace.filesWithRules(subject.extension.name).flatMap(({ uri, kind }) => {
    if (kind !== 'rules') return usesInEmbedded(workspace, uri, subject);
    const snapshot = workspace.ruleSnapshot(uri);
    if (!snapshot) return [];
    const families = [snapshot.settings.profile.family];
    return rangesIn(workspace, snapshot, subject).map((range) => ({
      uri,
      kind,
      range,
      families,
      isWritten: true,
    }));
  });
}

/** The rules that people run; tests try an extension on purpose. */
export function rulesUsing(workspace: Workspace, subject: Subject): Use[] {
  return usesOf(workspace, subject).filter(({ kind }) => kind !== 'tests');
}

export function locationOf({ uri, range }: Use): Location {
  return { uri, range };
}

function usesInEmbedded(workspace: Workspace, uri: string, subject: Subject): Use[] {
  const file = workspace.embedded(uri);
  if (!file) return [];
  const found = new Map<string, Use>();
  for (const read of file.regions) {
    const ranges = rangesIn(workspace, read.snapshot, subject);
    if (ranges.length === 0) continue;
    const positions = positionsOf(file.text, read);
    for (const inRules of ranges) {
      const range = positions.toDocument(inRules);
      if (!range) continue;
      const isWritten = positions.toEditable(inRules) !== undefined;
      add(found, { uri, kind: file.kind, range, families: [read.rules.profile.family], isWritten });
    }
  }
  return [...found.values()].sort((a, b) => order(a.range, b.range));
}

/** A line of a test is tried in several chains, a command run for both families: each stands in one place. */
function add(found: Map<string, Use>, use: Use): void {
  const { start } = use.range;
  const key = `${start.line} ${start.character}`;
  const known = found.get(key);
  if (!known) found.set(key, use);
  else found.set(key, { ...known, families: [...new Set([...known.families, ...use.families])] });
}

function order(a: Range, b: Range): number {
  return a.start.line - b.start.line || a.start.character - b.start.character;
}

const known = new WeakMap<RuleSnapshot, Map<string, readonly Range[]>>();

function rangesIn(workspace: Workspace, snapshot: RuleSnapshot, { extension, option }: Subject) {
  const ofSnapshot = known.get(snapshot) ?? new Map<string, readonly Range[]>();
  known.set(snapshot, ofSnapshot);
  const key = `${extension.kind} ${extension.name} ${option ?? ''}`;
  const ranges = ofSnapshot.get(key) ?? workspace.rules.uses(snapshot, extension, option);
  ofSnapshot.set(key, ranges);
  return ranges;
}
