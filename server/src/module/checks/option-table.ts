// option-table: tables of options that libxtables refuses as soon as the extension is loaded, or reads past their end.
import type { Finding } from '../../check';
import { evaluate } from '../model/evaluate';
import type { Expression } from '../model/expression';
import { fieldPlace } from '../model/layout';
import type { FieldPlace } from '../model/layout';
import type { OptionRow, OptionTable } from '../model/option-tables';
import { structNameOf } from '../model/private-data';
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
for every extension of a rule. \`XTOPT_PUT\` stores the value of an option where \`XTOPT_POINTER\` says, and goes only with types
that are stored whole, into a field of just their size. iptables exits at once when it meets anything else.

Of two options of one name getopt finds the first; two that share an id or a value are told apart by nobody, which is meant
for two names of one option, and a slip where they take different values.`,
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
    if (table.style === 'getopt') yield* inspectValue(row, scope);
    else yield* [...inspectId(row, scope), ...inspectStorage(row, scope)];
  }
  yield* inspectDoubles(table, scope);
}

function* inspectId(row: OptionRow, scope: Scope): Generator<Finding> {
  const field = row.fields.get('id');
  const id = field && evaluate(field, scope);
  if (!field || id === undefined || (id >= 0 && id < 32)) return;
  yield {
    range: field.range,
    message: `The id of --${row.name} is ${id}, but ids are bits of a 32-bit mask: iptables exits with "uses invalid ID ${id}" when it loads the extension.`,
  };
}

function* inspectValue(row: OptionRow, scope: Scope): Generator<Finding> {
  const field = row.fields.get('val');
  const value = field && evaluate(field, scope);
  if (!field || value === undefined || (value >= 0 && value <= 255)) return;
  yield {
    range: field.range,
    message: `The value of --${row.name} is ${value}, but libxtables takes 0–255: iptables exits with "uses invalid option value ${value}" when it loads the extension.`,
  };
}

/** Whether the value of an option can be stored, and where it is to be. */
function* inspectStorage(row: OptionRow, scope: Scope): Generator<Finding> {
  const { fields, pointer } = row;
  const type = fields.get('type');
  const flags = flagsOf(fields.get('flags'));
  if (!flags) return;
  const place = pointer && placeOf(pointer, scope);
  if (!flags.has('XTOPT_PUT')) {
    if (!place || place.offset === 0) return;
    yield {
      range: row.nameRange,
      message: `--${row.name} has an XTOPT_POINTER but no XTOPT_PUT: iptables exits when it loads the extension.`,
    };
    return;
  }
  if (type?.kind !== 'name' || !type.name.startsWith('XTTYPE_')) return;
  const stored = storedSizes.get(type.name);
  if (stored === undefined) {
    yield {
      range: type.range,
      message: `${type.name} "cannot be combined with XTOPT_PUT": with these words iptables exits when it loads the extension.`,
    };
  } else if (place && stored !== 'any' && place.size !== stored) {
    yield {
      range: type.range,
      message: `--${row.name} stores ${stored} bytes of ${type.name}, but ${pointer?.field ?? ''} has ${place.size}: iptables exits with "points to a memory block of wrong size".`,
    };
  }
}

/** The flags as they are named; undefined where there may be others. */
function flagsOf(flags: Expression | undefined): ReadonlySet<string> | undefined {
  if (!flags) return new Set();
  if (flags.kind === 'name' && /^XTOPT_[A-Z]+$/.test(flags.name)) return new Set([flags.name]);
  if (flags.kind !== 'binary' || flags.operator !== '|') return undefined;
  const [left, right] = [flagsOf(flags.left), flagsOf(flags.right)];
  return left && right && new Set([...left, ...right]);
}

function placeOf({ struct, field }: NonNullable<OptionRow['pointer']>, scope: Scope): FieldPlace | undefined {
  const definition = scope.struct(structNameOf(struct, scope));
  return definition && fieldPlace(definition, field, scope, 'lp64');
}

/** What xtopt_psize of libxtables/xtoptions.c has; types that are not there are not stored whole. */
const storedSizes: ReadonlyMap<string, number | 'any'> = new Map<string, number | 'any'>([
  ['XTTYPE_UINT8', 1],
  ['XTTYPE_UINT16', 2],
  ['XTTYPE_UINT32', 4],
  ['XTTYPE_UINT64', 8],
  ['XTTYPE_UINT8RC', 2],
  ['XTTYPE_UINT16RC', 4],
  ['XTTYPE_UINT32RC', 8],
  ['XTTYPE_UINT64RC', 16],
  ['XTTYPE_DOUBLE', 8],
  ['XTTYPE_STRING', 'any'],
  ['XTTYPE_SYSLOGLEVEL', 1],
  ['XTTYPE_HOST', 16],
  ['XTTYPE_HOSTMASK', 16],
  ['XTTYPE_PROTOCOL', 1],
  ['XTTYPE_PORT', 2],
  ['XTTYPE_PORTRC', 4],
  ['XTTYPE_PLENMASK', 16],
  ['XTTYPE_ETHERMAC', 6],
]);

/** Rows that getopt or the extension cannot tell apart. */
function* inspectDoubles({ rows, style }: OptionTable, scope: Scope): Generator<Finding> {
  const kindField = style === 'x6' ? 'type' : 'has_arg';
  const number = style === 'x6' ? 'id' : 'val';
  for (const [index, row] of rows.entries()) {
    const earlier = rows.slice(0, index);
    const namesake = earlier.find(({ name }) => name === row.name);
    if (namesake) {
      // The configuration may choose one of the two.
      yield {
        range: row.nameRange,
        severity: 'hint',
        message: `--${row.name} is in the table twice: this row may never be found.`,
      };
      continue;
    }
    const value = valueOf(row, number, scope);
    const kind = valueOf(row, kindField, scope);
    const twin = earlier.find(
      (other) =>
        value !== undefined &&
        valueOf(other, number, scope) === value &&
        valueOf(other, kindField, scope) !== kind,
    );
    if (!twin) continue;
    yield {
      range: row.fields.get(number)?.range ?? row.nameRange,
      severity: 'hint',
      message: `--${twin.name} and --${row.name} have the same ${number} but take different values: the extension may not be able to tell them apart.`,
    };
  }
}

/** What a row has in a field, comparable; a field that is left out is zero. */
function valueOf({ fields }: OptionRow, field: string, scope: Scope): number | string | undefined {
  const written = fields.get(field);
  if (!written) return 0;
  return evaluate(written, scope) ?? (written.kind === 'name' ? written.name : undefined);
}
