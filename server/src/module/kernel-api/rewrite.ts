// A use of one era → edits that make it one of another: in its place, or beside it for the kernels that need the old one.
import type { TextEdit } from 'vscode-languageserver-types';
import type { Fix } from '../../check';
import { lineAt } from '../model/text';
import type { SourceModel } from '../model/source';
import { describeForm, fillTemplate, writeForm } from './forms';
import type { Roles } from './forms';
import type { Recognition, Term } from './judge';
import { untrackedFix } from './untracked';
import type { KernelUse } from './uses';
import { formatVersion } from './versions';
import type { Span, VersionSet } from './versions';

/** The fixes that are certain: none where only a person can know what belongs there. */
export function fixesOf(use: KernelUse, recognized: Recognition, target: Term, source: SourceModel): Fix[] {
  return [...untracked(use, target, source), ...inPlace(use, recognized, target, source)];
}

function inPlace(use: KernelUse, recognized: Recognition, target: Term, source: SourceModel): Fix[] {
  const replacement = replacementOf(use, recognized, target);
  if (!replacement) return [];
  const form = describeForm(target.form);
  const rewritten: Fix = { title: `Rewrite as ${form}`, edits: [replacement] };
  const wrapped = wrap(use, replacement, target, source);
  return wrapped
    ? [rewritten, { title: `Use ${form} where the kernel has it`, edits: wrapped }]
    : [rewritten];
}

/** One of the lines that leave a packet untracked is rewritten with the others. */
function untracked(use: KernelUse, { form }: Term, source: SourceModel): Fix[] {
  if (form.name !== 'skb_nfct' && form.name !== 'nf_ct_set') return [];
  const fix = untrackedFix(source, use.range);
  return fix ? [fix] : [];
}

function replacementOf(use: KernelUse, { term, roles }: Recognition, target: Term): TextEdit | undefined {
  const { change } = term;
  if (
    change.manual === true ||
    (use.kind === 'field' && use.written) ||
    target.form.kind === 'registration'
  ) {
    return undefined;
  }
  const text = writeForm(target.form, withDerived(roles, target, use));
  if (text === undefined || text === use.text) return undefined;
  if (isInverted(target) === isInverted(term)) return { range: use.range, newText: text };
  return use.negation ? { range: use.negation, newText: text } : { range: use.range, newText: `!${text}` };
}

function isInverted({ era }: Term): boolean {
  return era.inverted === true;
}

/** The roles of the use, and those that can be worked out from them. */
function withDerived(roles: Roles, { change, versions }: Term, use: KernelUse): Roles {
  const all = new Map(roles);
  for (const [role, template] of Object.entries(change.derived ?? {})) {
    const text = role === 'net' ? namespaceOf(use, versions, template, roles) : fillTemplate(template, roles);
    if (text !== undefined && !all.has(role)) all.set(role, text);
  }
  return all;
}

/** In a handler the namespace is that of the hook. */
function namespaceOf(
  use: KernelUse,
  versions: VersionSet,
  template: string,
  roles: Roles,
): string | undefined {
  const parameter = use.function?.parameters.find(
    ({ type }) => type.name === 'struct xt_action_param' && type.pointers === 1,
  );
  const hasAccessor = (versions[0]?.from ?? 0) >= 4_010_000;
  return parameter && hasAccessor ? `xt_net(${parameter.name})` : fillTemplate(template, roles);
}

/** The lines of the use twice, under a condition on the kernel's version: conditionals may cut through a statement. */
function wrap(
  { range }: KernelUse,
  { range: replaced, newText }: TextEdit,
  target: Term,
  source: SourceModel,
): TextEdit[] | undefined {
  const first = range.start.line;
  const last = range.end.line;
  const lines = Array.from({ length: last - first + 1 }, (_, index) => lineAt(source, first + index));
  if (lines.some((line) => /\\\s*$/.test(line) || /^\s*#/.test(line))) return undefined;
  const before = lineAt(source, replaced.start.line).slice(0, replaced.start.character);
  const after = lineAt(source, replaced.end.line).slice(replaced.end.character);
  const written = [
    `#if ${conditionFor(target.versions)}`,
    `${before}${newText}${after}`,
    '#else',
    ...lines,
    '#endif',
  ];
  const edits: TextEdit[] = [
    {
      range: {
        start: { line: first, character: 0 },
        end: { line: last, character: lines.at(-1)?.length ?? 0 },
      },
      newText: written.join('\n'),
    },
  ];
  const include = includeVersion(source, first);
  return include ? [include, ...edits] : edits;
}

/** `#include <linux/version.h>` after the last include before the use, unless the file has it. */
function includeVersion({ includes }: SourceModel, before: number): TextEdit | undefined {
  if (includes.some(({ path }) => path === 'linux/version.h')) return undefined;
  const [first] = includes.filter(({ range }) => range.start.line < before);
  if (!first) return undefined;
  const position = { line: first.range.start.line, character: 0 };
  return { range: { start: position, end: position }, newText: '#include <linux/version.h>\n' };
}

function conditionFor(versions: VersionSet): string {
  const conditions = versions.toReversed().map(conditionOf);
  return conditions.length === 1
    ? (conditions[0] ?? '')
    : conditions
        .map((condition) => (condition.includes('&&') ? `(${condition})` : condition))
        .join(' || \\\n    ');
}

function conditionOf({ from, to }: Span): string {
  const lower = `LINUX_VERSION_CODE >= ${macroFor(from)}`;
  return to === Infinity ? lower : `${lower} && LINUX_VERSION_CODE < ${macroFor(to)}`;
}

function macroFor(version: number): string {
  const [major = '0', minor = '0', patch = '0'] = formatVersion(version).split('.');
  return `KERNEL_VERSION(${major}, ${minor}, ${patch})`;
}
