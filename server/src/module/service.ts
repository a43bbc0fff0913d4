// The face of the C service: text → snapshot → project → diagnostics, and pure functions on what they hold. The
// workspace decides which sources belong together; nothing here reads a file.
import type { Diagnostic } from 'vscode-languageserver-types';
import { runChecks } from '../check';
import type { CheckFailure, SeveritySettings } from '../check';
import { moduleChecks } from './checks/all';
import { extractModel } from './model/extract';
import type { Extraction, KnownItems } from './model/extract';
import { emptyModel } from './model/source';
import type { SourceModel } from './model/source';
import { createParser } from './parse';
import type { ModuleProject } from './project';
import type { GrammarBytes, ParseC, ParsedText } from './parse';
import { Remembered } from './remembered';

export type { GrammarBytes } from './parse';
export type { SourceModel } from './model/source';

/** One version of one source, parsed and modelled. */
export interface SourceSnapshot {
  readonly text: string;
  readonly model: SourceModel;
  /** Kept while the source is edited, so that the next parse is cheap. */
  readonly parsed: ParsedText | undefined;
  /** Likewise for the next model. */
  readonly items: KnownItems | undefined;
}

export interface ModuleService {
  /** Reads a source once and keeps no tree: for files that nobody edits. */
  read(uri: string, text: string): SourceSnapshot;
  /** Reads a source that is being edited; `previous` is used up and must not be used again. */
  edit(uri: string, text: string, previous?: SourceSnapshot): SourceSnapshot;
  /** Frees what a snapshot of `edit` holds. */
  release(snapshot: SourceSnapshot): void;
}

export async function createModuleService(grammars: GrammarBytes): Promise<ModuleService> {
  const parse = await createParser(grammars);
  const edit: ModuleService['edit'] = (uri, text, previous) => {
    const parsed = parse(text, previous?.parsed);
    previous?.parsed?.tree.delete();
    return { text, parsed, ...modelOf(uri, text, parsed, parse, previous?.items) };
  };
  return {
    edit,
    read: (uri, text) => {
      const { model, parsed } = edit(uri, text);
      parsed?.tree.delete();
      return { text, model, parsed: undefined, items: undefined };
    },
    release: (snapshot) => snapshot.parsed?.tree.delete(),
  };
}

/** Text that nests deeper than the stack is no C that anybody wrote; nothing is known of it. */
function modelOf(
  uri: string,
  text: string,
  parsed: ParsedText,
  parse: ParseC,
  earlier: KnownItems | undefined,
): Extraction {
  try {
    return extractModel(uri, text, parsed, parse, earlier);
  } catch (error) {
    if (error instanceof RangeError) return { model: emptyModel(uri, text), items: new Map() };
    throw error;
  }
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
