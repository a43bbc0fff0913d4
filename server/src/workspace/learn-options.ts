// The option table of a userspace half → the options of a fact: XTTYPE_… and XTOPT_… of libxtables say what a value
// looks like and when an option may stand.
import { evaluate, evaluateString } from '../module/model/evaluate';
import type { Expression } from '../module/model/expression';
import { optionTableOf, pointedTo } from '../module/model/extension';
import type { Extension } from '../module/model/extension';
import { readHelp } from '../module/model/help-text';
import type { HelpLine } from '../module/model/help-text';
import type { OptionRow, OptionTable } from '../module/model/option-tables';
import type { Scope } from '../module/model/scope';
import type { OptionFact } from '../rules/facts/fact';
import { valueOfType } from '../rules/facts/option-types';

/** The options of an extension, in the order of its table, with what its help says of each. */
export function learnOptions(extension: Extension, scope: Scope): OptionFact[] {
  const table = optionTableOf(extension);
  if (!table) return [];
  const help = helpOf(extension, scope);
  return table.rows.map((row) => {
    const option = table.style === 'x6' ? learnX6(row, table, scope) : learnGetopt(row, scope);
    return { ...option, explanation: help.get(row.name)?.explanation ?? '' };
  });
}

type Learned = Omit<OptionFact, 'explanation'>;

function learnGetopt(row: OptionRow, scope: Scope): Learned {
  const argument = valueIn(row, 'has_arg', scope) ?? 0;
  return {
    name: row.name,
    value: argument === 0 ? 'none' : 'unknown',
    // Whether it may be inverted or must be there is decided in code that no table tells of.
    invertible: true,
  };
}

function learnX6(row: OptionRow, table: OptionTable, scope: Scope): Learned {
  const typeField = row.fields.get('type');
  const type = typeField?.kind === 'name' ? typeField.name : '';
  const flags = namesIn(row.fields.get('flags'));
  const bounds = [valueIn(row, 'min', scope) ?? 0, valueIn(row, 'max', scope) ?? 0] as const;
  const excludes = othersIn(row, 'excl', table, scope);
  const requires = othersIn(row, 'also', table, scope);
  return {
    name: row.name,
    // A row without a type is XTTYPE_NONE, whose number is zero.
    ...valueOfType(typeField ? type.replace(/^XTTYPE_/, '') : 'NONE', bounds),
    ...(flags.has('XTOPT_INVERT') && { invertible: true }),
    ...(flags.has('XTOPT_MAND') && { mandatory: true }),
    ...(flags.has('XTOPT_MULTI') && { repeatable: true }),
    ...(excludes.length > 0 && { excludes }),
    ...(requires.length > 0 && { requires }),
  };
}

function valueIn(row: OptionRow, field: string, scope: Scope): number | undefined {
  const value = row.fields.get(field);
  return value && evaluate(value, scope);
}

/** The names that are or-ed together. */
function namesIn(flags: Expression | undefined): Set<string> {
  if (flags?.kind === 'name') return new Set([flags.name]);
  if (flags?.kind !== 'binary') return new Set();
  return new Set([...namesIn(flags.left), ...namesIn(flags.right)]);
}

/** Options whose ids are bits of a mask: `.excl = F_DEV | F_GATEWAY`. */
function othersIn(row: OptionRow, field: 'excl' | 'also', table: OptionTable, scope: Scope): string[] {
  const mask = valueIn(row, field, scope);
  if (mask === undefined || mask === 0) return [];
  const isIn = (other: OptionRow) => {
    const id = valueIn(other, 'id', scope);
    return id !== undefined && id >= 0 && id < 32 && Math.floor(mask / 2 ** id) % 2 === 1;
  };
  return table.rows.filter((other) => other !== row && isIn(other)).map(({ name }) => name);
}

/** What `iptables -j NAME --help` would say of the options. */
function helpOf({ registration, source }: Extension, scope: Scope): ReadonlyMap<string, HelpLine> {
  const name = pointedTo(registration, 'help');
  const printed = source.functions.find((candidate) => candidate.name === name)?.printed ?? [];
  return readHelp(printed.map((text) => evaluateString(text, scope) ?? '').join(''));
}
