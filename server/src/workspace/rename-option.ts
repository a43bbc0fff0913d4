// Another name for an option of an extension, wherever it is called by it: in the option table, in what the userspace
// half prints, in the manual page, in the tests, and in every rule of the workspace. Only an option that C of the
// workspace declares can have another name.
import type { Position, Range, TextEdit } from 'vscode-languageserver-types';
import { URI, Utils } from 'vscode-uri';
import { contains } from '../module/model/nodes';
import type { SourceModel } from '../module/service';
import type { Refusal, RenameSubject } from '../rules/service';
import { coreByName } from '../rules/syntax/grammar';
import { declaredOption, functionsWithStrings } from './declared-option';
import type { DeclaredOption } from './declared-option';
import { mentionsOf } from './option-mentions';
import { subjectInSource, wordInRules } from './references';
import { nameRangeIn, RenameEdits } from './rename-edits';
import { stringLiterals } from './string-literals';
import { usesOf } from './uses';
import type { Subject, Use } from './uses';
import type { Workspace } from './workspace';

export interface OptionRename {
  /** By URI, in the order of the text. */
  readonly changes: Record<string, TextEdit[]>;
  /** Rules that come to the option through a variable: they stay as they are. */
  readonly left: readonly Use[];
}

/** Undefined where no option is named; a refusal for one that this workspace doesn't declare. */
export function prepareOptionRename(
  workspace: Workspace,
  uri: string,
  position: Position,
): RenameSubject | Refusal | undefined {
  const named = namedAt(workspace, uri, position);
  if (!named || 'refusal' in named) return named;
  return { range: named.range, placeholder: named.declared.option };
}

/** `readText` gives the text of a manual page: as it is in the editor, else on disk. */
export async function renameOption(
  workspace: Workspace,
  uri: string,
  position: Position,
  newName: string,
  readText: (uri: string) => Promise<string | undefined>,
): Promise<OptionRename | Refusal | undefined> {
  const named = namedAt(workspace, uri, position);
  if (!named || 'refusal' in named) return named;
  const { declared } = named;
  const name = newName.trim().replace(/^--/, '');
  if (name === declared.option) return { changes: {}, left: [] };
  const reason = faultOfName(name, declared);
  if (reason !== undefined) return { refusal: reason };
  const edits = new RenameEdits(name);
  const sources = new Set(declared.rows.map(({ source }) => source));
  renameInSources(edits, workspace, declared, sources);
  for (const source of sources) {
    const manual = manualOf(source);
    const text = await readText(manual);
    if (text !== undefined) edits.in(manual, text).addMentions(mentionsOf(text, declared));
  }
  return { left: renameInRules(edits, workspace, declared), changes: edits.changes };
}

interface NamedOption {
  readonly declared: DeclaredOption;
  readonly range: Range;
}

function namedAt(workspace: Workspace, uri: string, position: Position): NamedOption | Refusal | undefined {
  const source = workspace.source(uri);
  return source ? namedInSource(workspace, source, position) : namedInRules(workspace, uri, position);
}

/** Only in the string of its row: elsewhere C names a constant or a letter, and not the option. */
function namedInSource(
  workspace: Workspace,
  source: SourceModel,
  position: Position,
): NamedOption | undefined {
  const subject = subjectInSource(workspace, source, position);
  const declared = subject && declaredOption(workspace, subject);
  const here = declared?.rows.find((one) => one.source === source && contains(one.row.nameRange, position));
  if (!declared || !here) return undefined;
  const { start, end } = here.row.nameRange;
  const range = {
    start: { line: start.line, character: start.character + 1 },
    end: { line: end.line, character: end.character - 1 },
  };
  return { declared, range };
}

function namedInRules(
  workspace: Workspace,
  uri: string,
  position: Position,
): NamedOption | Refusal | undefined {
  const word = wordInRules(workspace, uri, position);
  if (word?.subject.option === undefined) return undefined;
  const declared = declaredOption(workspace, word.subject);
  if (!declared) return { refusal: describeForeign(word.subject) };
  const range = word.range && nameRangeIn(workspace.textOf(uri) ?? '', word.range);
  return range
    ? { declared, range }
    : { refusal: `A variable stands here for --${declared.option}: rename it where it is written out.` };
}

function describeForeign({ extension: { kind, name }, option = '' }: Subject): string {
  return `No libxt_${name}.c of this workspace declares --${option} of the ${kind} ${name}, so it cannot have another name.`;
}

function faultOfName(name: string, { siblings, extensions }: DeclaredOption): string | undefined {
  if (!/^[A-Za-z0-9][\w-]*$/.test(name)) {
    return `'${name}' cannot be an option: it takes letters, digits, - and _, and begins with a letter or a digit.`;
  }
  if (coreByName.has(name)) return `--${name} is an option of iptables itself.`;
  return siblings.has(name) ? `${extensions.join(' and ')} has an option --${name} already.` : undefined;
}

/** Rows, and the strings of what libxtables calls for the extension: its help, what it prints, what it complains of. */
function renameInSources(
  edits: RenameEdits,
  workspace: Workspace,
  declared: DeclaredOption,
  sources: ReadonlySet<SourceModel>,
): void {
  for (const source of sources) {
    const text = workspace.textOf(source.uri) ?? '';
    const file = edits.in(source.uri, text);
    for (const { row } of declared.rows.filter((one) => one.source === source)) {
      file.addString(row.nameRange, declared.option);
    }
    const isSpeaking = functionsWithStrings(workspace.project, source, declared);
    for (const { start, end } of stringLiterals(text)) {
      const found = mentionsOf(text.slice(start, end), declared);
      if (found.length > 0 && isSpeaking(file.positionAt(start))) file.addMentions(found, start);
    }
  }
}

/** Rules and tests; gives the uses that cannot be edited. */
function renameInRules(edits: RenameEdits, workspace: Workspace, declared: DeclaredOption): Use[] {
  const left: Use[] = [];
  const { option } = declared;
  for (const extension of declared.subjects) {
    for (const use of usesOf(workspace, { extension, option })) {
      const file = edits.in(use.uri, workspace.textOf(use.uri) ?? '');
      if (!use.isWritten || !file.addOption(use.range)) left.push(use);
    }
  }
  // A test also says what iptables-save prints of its rule.
  for (const { uri, kind } of workspace.filesWithRules(option)) {
    const text = workspace.textOf(uri) ?? '';
    if (kind === 'tests') edits.in(uri, text).addMentions(mentionsOf(text, declared, 'named'));
  }
  return left;
}

/** `libxt_FOO.man` beside `libxt_FOO.c`. */
function manualOf({ uri }: SourceModel): string {
  const parsed = URI.parse(uri);
  const name = Utils.basename(parsed).replace(/\.[ch]$/, '');
  return Utils.joinPath(Utils.dirname(parsed), `${name}.man`).toString();
}
