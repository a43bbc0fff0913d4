// option-table: tables of options that libxtables refuses as soon as the extension is loaded, or reads past their end.
import type { Finding } from '../../check';
import { evaluate } from '../model/evaluate';
import type { OptionRow, OptionTable } from '../model/option-tables';
import type { Scope } from '../model/scope';
import type { ModuleCheck } from './subject';

export const optionTable: ModuleCheck = {
  code: 'option-table',
  tier: 'module',
  severity: 'error',
  title: 'Option tables',
  explanation: `libxtables walks an option table until a row without a name, so a table that doesn't end with
\`XTOPT_TABLEEND\` (getopt: \`XT_GETOPT_TABLEEND\` or \`{NULL}\`) is read past its end. The \`.id\` of an x6 option is a bit
number of a 32-bit mask and must be below 32; \`.val\` of a getopt option must be in 0–255, because libxtables adds 256
for every extension of a rule. iptables exits at once when it meets others.`,
  source: 'libxtables/xtoptions.c, xtables_option_metavalidate; libxtables/xtables.c, xtables_check_options',
  *run({ source, scope }) {
    for (const table of source.optionTables) {
      // `struct option` is also what ordinary programs pass to getopt_long.
      const ofExtension = table.style === 'x6' || isUsedBy(source.registrations, table);
      if (ofExtension) yield* inspect(table, scope);
    }
  },
};

type Registrations = Parameters<ModuleCheck['run']>[0]['source']['registrations'];

function isUsedBy(registrations: Registrations, table: OptionTable): boolean {
  return registrations.some(({ fields }) => {
    const value = fields.get('extra_opts')?.value;
    return value?.kind === 'name' && value.name === table.variable;
  });
}

function* inspect(table: OptionTable, scope: Scope): Generator<Finding> {
  if (table.end === 'open') {
    const terminator = table.style === 'x6' ? 'XTOPT_TABLEEND' : 'XT_GETOPT_TABLEEND';
    yield {
      range: table.variableRange,
      message: `${table.variable} does not end with ${terminator}: libxtables reads past the end of the table.`,
    };
  }
  for (const row of table.rows) {
    yield* table.style === 'x6' ? inspectId(row, scope) : inspectValue(row, scope);
  }
}

function* inspectId(row: OptionRow, scope: Scope): Generator<Finding> {
  const field = row.fields.get('id');
  const id = field && evaluate(field, scope);
  if (!field || id === undefined || (id >= 0 && id < 32)) return;
  yield {
    range: field.range,
    message: `The id of --${row.name} is ${id}, but ids are bits of a 32-bit mask: iptables exits when it loads the extension.`,
  };
}

function* inspectValue(row: OptionRow, scope: Scope): Generator<Finding> {
  const field = row.fields.get('val');
  const value = field && evaluate(field, scope);
  if (!field || value === undefined || (value >= 0 && value <= 255)) return;
  yield {
    range: field.range,
    message: `The value of --${row.name} is ${value}, but libxtables takes 0–255: iptables exits when it loads the extension.`,
  };
}
