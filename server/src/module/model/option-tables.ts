// The option tables of userspace halves: libxtables' own (`struct xt_option_entry`, called x6 there) and getopt's
// (`struct option`). A row is what `--mark` of a rule is made of.
import type { Range } from 'vscode-languageserver-types';
import { readExpression } from './expression';
import type { Element, Expression } from './expression';
import { declaredName, rangeOf } from './nodes';
import type { Node } from './nodes';

export interface OptionTable {
  readonly style: 'x6' | 'getopt';
  readonly variable: string;
  readonly variableRange: Range;
  readonly range: Range;
  readonly rows: readonly OptionRow[];
  /** Whether every option of the table is among the rows. */
  readonly complete: boolean;
  /** How the table ends: by a terminator, surely without one, or by something (a macro) that cannot be read. */
  readonly end: 'terminated' | 'open' | 'unknown';
}

export interface OptionRow {
  /** Without dashes. A macro as name leaves the row out of the table. */
  readonly name: string;
  readonly nameRange: Range;
  readonly range: Range;
  /** By field of the struct: `id`, `type`, `flags`, `min`, `max`, `excl`, `also`; `has_arg`, `val`. */
  readonly fields: ReadonlyMap<string, Expression>;
  /** `XTOPT_POINTER(struct xt_clone_tginfo, mark)`: the field of the private data that libxtables fills. */
  readonly pointer: { readonly struct: string; readonly field: string } | undefined;
}

const styles: ReadonlyMap<string, OptionTable['style']> = new Map([
  ['xt_option_entry', 'x6'],
  ['option', 'getopt'],
]);

/** Fields of `struct option` (getopt_long(3)) and the first of `struct xt_option_entry`, for rows without names. */
const positions = {
  getopt: ['name', 'has_arg', 'flag', 'val'],
  x6: ['name', 'type', 'id', 'excl', 'also', 'flags'],
} as const;

const terminators = new Set(['XTOPT_TABLEEND', 'XT_GETOPT_TABLEEND']);

/** Reads the option tables of a declaration; none if it declares something else. */
export function readOptionTables(declaration: Node): OptionTable[] {
  const style = styles.get(declaration.childForFieldName('type')?.childForFieldName('name')?.text ?? '');
  if (!style) return [];
  return declaration.childrenForFieldName('declarator').flatMap((declarator) => {
    const name = declaredName(declarator);
    const value = readExpression(declarator.childForFieldName('value'));
    if (!name || value.kind !== 'initializer') return [];
    const rows = value.elements.flatMap((element) => readRow(element, style));
    const end = endOf(value.elements, style);
    return [
      {
        style,
        variable: name.text,
        variableRange: rangeOf(name),
        range: value.range,
        rows,
        complete: rows.length === value.elements.length - (end === 'terminated' ? 1 : 0),
        end,
      },
    ];
  });
}

function readRow(element: Element, style: OptionTable['style']): OptionRow[] {
  if (element.value.kind !== 'initializer') return [];
  const fields = namedFields(element.value.elements, style);
  const name = fields.get('name');
  if (name?.kind !== 'string') return [];
  const [piece, ...rest] = name.pieces;
  if (piece?.kind !== 'text' || rest.length > 0) return [];
  const pointer = readPointer(element.value.elements);
  return [{ name: piece.text, nameRange: name.range, range: element.range, fields, pointer }];
}

function namedFields(
  elements: readonly Element[],
  style: OptionTable['style'],
): ReadonlyMap<string, Expression> {
  const fields = new Map<string, Expression>();
  elements.forEach(({ field, value }, index) => {
    const name = field ?? positions[style][index];
    if (name !== undefined && (field !== undefined || value.kind !== 'call')) fields.set(name, value);
  });
  return fields;
}

function readPointer(elements: readonly Element[]): OptionRow['pointer'] {
  for (const { value } of elements) {
    if (value.kind !== 'call' || value.callee !== 'XTOPT_POINTER') continue;
    const [struct, field] = value.operands;
    if (struct?.kind === 'name' && field?.kind === 'name') return { struct: struct.name, field: field.name };
  }
  return undefined;
}

function endOf(elements: readonly Element[], style: OptionTable['style']): OptionTable['end'] {
  const last = elements.at(-1)?.value;
  if (!last) return 'terminated';
  if (last.kind === 'name') return terminators.has(last.name) ? 'terminated' : 'unknown';
  if (last.kind !== 'initializer') return 'unknown';
  const name = namedFields(last.elements, style).get('name');
  if (!name || (name.kind === 'number' && name.value === 0)) return 'terminated';
  return name.kind === 'string' ? 'open' : 'unknown';
}
