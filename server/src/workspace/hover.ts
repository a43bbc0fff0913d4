// Hover over what lies between C and rules: the option of a rule shows the field it fills, the row of an option shows
// how many rules use it. All else is the services' own.
import { optionRowOf } from '../module/model/extension';
import type { Hover, MarkupContent, Position } from 'vscode-languageserver-types';
import { hoverModule, markdown } from '../module/features/hover';
import type { Extension } from '../module/model/extension';
import { fieldPlace } from '../module/model/layout';
import type { OptionRow } from '../module/model/option-tables';
import { parseCasesOf } from '../module/model/parse-case';
import type { FilledField } from '../module/model/parse-case';
import type { Scope } from '../module/model/scope';
import type { SourceModel } from '../module/service';
import { countOf } from '../rules/features/explain';
import type { RuleSnapshot } from '../rules/service';
import { registrationsOf } from './extensions';
import { subjectInSource } from './references';
import { rulesUsing } from './uses';
import type { Workspace } from './workspace';

export function hoverRules(
  workspace: Workspace,
  snapshot: RuleSnapshot,
  position: Position,
): Hover | undefined {
  const hover = workspace.rules.hover(snapshot, position);
  const definition = workspace.rules.definition(snapshot, position);
  if (definition?.kind !== 'option') return hover;
  const { option, origin, extension } = definition;
  const filled = registrationsOf(workspace.project, extension).flatMap((registered) => {
    const row = registered.side === 'userspace' ? optionRowOf(registered, option) : undefined;
    return row ? describeFields(row, workspace, registered) : [];
  });
  // Registrations for several families share their options.
  const lines = [...new Set(filled)];
  if (lines.length === 0) return hover;
  return hover ? append(hover, lines.join('\n\n')) : markdown(lines, origin);
}

export function hoverSource(
  workspace: Workspace,
  source: SourceModel,
  position: Position,
): Hover | undefined {
  const scope = workspace.project.scopeOf(source);
  const hover = hoverModule(source, scope, position);
  const subject = subjectInSource(workspace, source, position);
  if (!subject) return hover;
  const count = rulesUsing(workspace, subject).length;
  const name = subject.option === undefined ? subject.extension.name : `--${subject.option}`;
  const uses = `${name} is used ${count === 1 ? 'once' : `${count} times`} in the rules of this workspace.`;
  return hover ? append(hover, uses) : markdown([uses], { start: position, end: position });
}

/** `Fills mark of struct xt_clone_tginfo (__u32, 4 bytes at offset 0).`, for each field that the option sets. */
function describeFields(row: OptionRow, workspace: Workspace, extension: Extension): string[] {
  const scope = workspace.project.scopeOf(extension.source);
  const stored = row.pointer && {
    struct: structNameOf(row.pointer.struct, scope),
    field: row.pointer.field,
  };
  const parsed = parseCasesOf(extension, row, scope).flatMap(({ filled }) => filled);
  return [...(stored ? [stored] : []), ...parsed].map((field) => describeField(field, scope));
}

function describeField({ struct: name, field: filled }: FilledField, scope: Scope): string {
  const struct = scope.struct(name);
  const field = struct?.fields.find((candidate) => candidate.name === filled);
  if (!struct || !field) return `Fills \`${filled}\` of \`${name}\`.`;
  const place = fieldPlace(struct, field.name, scope, 'lp64');
  const where = place ? `, ${countOf(place.size, 'byte')} at offset ${place.offset}` : '';
  return `Fills \`${field.name}\` of \`${name}\` (\`${field.type.name}\`${where}).`;
}

/** `XTOPT_POINTER(s, mark)` with `#define s struct xt_clone_tginfo`; the mask has taken the word `struct` elsewhere. */
function structNameOf(written: string, scope: Scope): string {
  const macro = scope.macro(written)?.text;
  return macro !== undefined && /^struct\s+\w+$/.test(macro)
    ? macro.replace(/\s+/, ' ')
    : `struct ${written}`;
}

function append(hover: Hover, paragraph: string): Hover {
  const value = (hover.contents as MarkupContent).value;
  return { ...hover, contents: { kind: 'markdown', value: `${value}\n\n${paragraph}` } };
}
