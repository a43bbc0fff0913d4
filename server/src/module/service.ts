// The face of the C service: text → snapshot → project → diagnostics, and pure functions on what they hold. The
// workspace decides which sources belong together; nothing here reads a file.
import type { Diagnostic } from 'vscode-languageserver-types';
import { runChecks } from '../check';
import type { CheckFailure, SeveritySettings } from '../check';
import { buildFileChecks, moduleChecks } from './checks/all';
import type { BuildFile } from './model/build-file';
import { extractModel } from './model/extract';
import type { KnownPieces } from './model/extract';
import type { SourceModel } from './model/source';
import { createParser } from './parse';
import type { ModuleProject } from './project';
import type { GrammarBytes } from './parse';
import { Remembered } from './remembered';

export type { GrammarBytes } from './parse';
export type { SourceModel } from './model/source';

/** One version of one source. */
export interface SourceSnapshot {
  readonly text: string;
  readonly model: SourceModel;
  /** What the next version of the source will have in common with it. */
  readonly pieces: KnownPieces;
}

export interface ModuleService {
  /** Reads a source; `previous` is an earlier version of it, which makes it cheap. */
  read(uri: string, text: string, previous?: SourceSnapshot): SourceSnapshot;
}

export async function createModuleService(grammars: GrammarBytes): Promise<ModuleService> {
  const parse = await createParser(grammars);
  return {
    read: (uri, text, previous) => ({ text, ...extractModel(uri, text, parse, previous?.pieces) }),
  };
}

/** By the severities they were told with. */
const findings = new WeakMap<SeveritySettings, Remembered<Diagnostic[]>>();
const ownSeverities: SeveritySettings = {};

/** What the checks find in one source of a project. */
export function diagnoseSource(
  source: SourceModel,
  project: ModuleProject,
  severities: SeveritySettings = ownSeverities,
  onFailure?: CheckFailure,
): Diagnostic[] {
  const remembered = findings.get(severities) ?? new Remembered();
  findings.set(severities, remembered);
  return remembered.of(source, project, (within) =>
    runChecks(
      moduleChecks,
      {
        source,
        project: within,
        scope: within.scopeOf(source),
        extensions: within.extensionsOf(source),
      },
      severities,
      onFailure,
    ),
  );
}

/** What the checks find in a build file of a project. */
export function diagnoseBuildFile(
  file: BuildFile,
  project: ModuleProject,
  severities: SeveritySettings = ownSeverities,
  onFailure?: CheckFailure,
): Diagnostic[] {
  return runChecks(buildFileChecks, { file, project }, severities, onFailure);
}
