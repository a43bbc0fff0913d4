// option-unchecked: options that nobody demands, so that a rule without them is taken and does something else.
import type { Finding } from '../../check';
import { activityOf } from '../model/calls';
import { optionTableOf, pointedTo } from '../model/extension';
import type { Extension } from '../model/extension';
import { nameRange } from '../model/extension-ranges';
import type { FunctionModel } from '../model/functions';
import type { OptionRow, OptionTable } from '../model/option-tables';
import { leavesOut } from './registration-fields';
import type { ModuleCheck } from './subject';

export const optionUnchecked: ModuleCheck = {
  code: 'option-unchecked',
  tier: 'module',
  severity: 'hint',
  title: 'Options that are never demanded',
  explanation: `After the last option libxtables calls \`.final_check\` with the flags that \`.parse\` has set. When it is empty, or missing, a rule
that leaves out an option the extension cannot do without is taken all the same, and works with whatever \`.init\` wrote, or
with zeros.

Demand the option in \`.final_check\` with \`xtables_error(PARAMETER_PROBLEM, …)\`, or mark it \`XTOPT_MAND\` in an x6 table. Leave
\`.final_check\` out if every option may be left out.`,
  source: 'libxtables/xtables.c, xtables_option_tfcall and xtables_option_mfcall',
  *run({ source, extensions }) {
    for (const extension of extensions.filter(({ side }) => side === 'userspace')) {
      const table = optionTableOf(extension);
      const finding = table && inspect(extension, table, source.functions);
      if (finding) yield finding;
    }
  },
};

function inspect(
  extension: Extension,
  { rows, style }: OptionTable,
  functions: readonly FunctionModel[],
): Finding | undefined {
  const [first] = rows;
  if (!first || rows.some(({ fields }) => fields.has('flags') && style === 'x6')) return undefined;
  const options = rows.length === 1 ? `--${first.name}` : 'options';
  const field = style === 'x6' ? 'x6_fcheck' : 'final_check';
  const called = pointedTo(extension.registration, field);
  const [check, ...others] = functions.filter(({ name }) => name === called);
  if (check && others.length === 0) {
    const { calls, returns, assignments, incomplete } = activityOf(check);
    if (incomplete || calls.length + returns.length + assignments.length > 0) return undefined;
    return {
      range: check.nameRange,
      message: `${check.name} checks nothing: a rule that names ${extension.name} without ${options} is taken, which may not be meant.`,
    };
  }
  // Without defaults, what is not given is zero.
  if (!leavesOut(extension, field) || !leavesOut(extension, 'init')) return undefined;
  if (rows.length > 1 || !takesValue(first, style)) return undefined;
  return {
    range: nameRange(extension.registration),
    message: `Nothing demands ${options}: a rule that names ${extension.name} without it is taken with zeros, which may not be meant.`,
  };
}

function takesValue({ fields }: OptionRow, style: OptionTable['style']): boolean {
  const arity = fields.get(style === 'x6' ? 'type' : 'has_arg');
  if (style === 'x6') return arity?.kind === 'name' && arity.name !== 'XTTYPE_NONE';
  return arity?.kind === 'number'
    ? arity.value === 1
    : arity?.kind === 'name' && arity.name === 'required_argument';
}
