// A rule that the kernel half of an extension does not admit, and the field of the C that says so: the rule service knows
// what is said, where it stands is known here.
import type { Diagnostic, DiagnosticRelatedInformation } from 'vscode-languageserver-types';
import { familyName } from '../module/model/extension';
import type { Extension } from '../module/model/extension';
import { fieldRange } from '../module/model/extension-ranges';
import type { Family } from '../rules/facts/fact';
import type { BrokenLimit, RuleDiagnosticData } from '../rules/service';
import { registrationsOf } from './extensions';
import { serves } from './learn-limits';
import type { Workspace } from './workspace';

/** Diagnostics of rules, with the registrations that they are about; those of one family where the rules are of one. */
export function relateLimits(
  workspace: Workspace,
  diagnostics: readonly Diagnostic[],
  family?: Family,
): Diagnostic[] {
  return diagnostics.map((diagnostic) => {
    const { limit } = (diagnostic.data ?? {}) as Partial<RuleDiagnosticData>;
    const related = limit ? fieldsOf(workspace, limit, family) : [];
    if (related.length === 0) return diagnostic;
    return { ...diagnostic, relatedInformation: [...(diagnostic.relatedInformation ?? []), ...related] };
  });
}

function fieldsOf(
  workspace: Workspace,
  { extension, field }: BrokenLimit,
  family: Family | undefined,
): DiagnosticRelatedInformation[] {
  return registrationsOf(workspace.project, extension)
    .filter(({ side, registration }) => side === 'kernel' && registration.fields.has(field))
    .filter((registered) => family === undefined || serves(registered, family))
    .map((registered) => ({
      location: { uri: registered.source.uri, range: fieldRange(registered, field) },
      message: `\`.${field}\` of ${describe(registered)}.`,
    }));
}

function describe({ name, revision, family }: Extension): string {
  const parts = [name];
  if (revision !== undefined) parts.push(`revision ${revision}`);
  if (family !== undefined) parts.push(`for ${familyName(family)}`);
  return parts.join(' ');
}
