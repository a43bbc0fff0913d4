// Registrations of extensions: variables of the types that x_tables (kernel) and libxtables (userspace) take.
import type { Position, Range } from 'vscode-languageserver-types';
import { readExpression } from './expression';
import type { Element, Expression } from './expression';
import { declaredName, rangeOf } from './nodes';
import type { Node } from './nodes';

export type Side = 'kernel' | 'userspace';

/** One `struct xt_target`, `xt_match`, `xtables_target` or `xtables_match`, alone or as an element of an array. */
export interface Registration {
  readonly side: Side;
  readonly kind: 'match' | 'target';
  readonly variable: string;
  readonly variableRange: Range;
  /** Of the initializer. */
  readonly range: Range;
  readonly fields: ReadonlyMap<string, RegistrationField>;
  /** Whether a macro among the fields may set any of them. */
  readonly opaque: boolean;
  /** Where another field can be written; undefined when no field is named. */
  readonly room: FieldRoom | undefined;
}

/** A place behind the first field that every configuration has, and what to write before and after a new one. */
export interface FieldRoom {
  readonly position: Position;
  readonly before: string;
  readonly after: string;
}

export interface RegistrationField {
  readonly name: string;
  readonly nameRange: Range;
  /** Of `.name = value`. */
  readonly range: Range;
  /** `unknown` when conditionals set the field more than once. */
  readonly value: Expression;
}

const registeredTypes: ReadonlyMap<string, Pick<Registration, 'side' | 'kind'>> = new Map([
  ['xt_target', { side: 'kernel', kind: 'target' }],
  ['xt_match', { side: 'kernel', kind: 'match' }],
  ['xtables_target', { side: 'userspace', kind: 'target' }],
  ['xtables_match', { side: 'userspace', kind: 'match' }],
]);

/** Reads the registrations of a declaration; none if it declares something else. */
export function readRegistrations(declaration: Node): Registration[] {
  const specifier = declaration.childForFieldName('type');
  const registered = registeredTypes.get(specifier?.childForFieldName('name')?.text ?? '');
  if (!registered) return [];
  return declaration.childrenForFieldName('declarator').flatMap((declarator) => {
    const name = declaredName(declarator);
    const value = readExpression(declarator.childForFieldName('value'));
    if (!name || value.kind !== 'initializer') return [];
    return registrationsIn(value).map((initializer) => ({
      ...registered,
      variable: name.text,
      variableRange: rangeOf(name),
      range: initializer.range,
      fields: readFields(initializer.elements),
      opaque: initializer.elements.some(({ field, value }) => field === undefined && value.kind !== 'number'),
      room: roomIn(declaration, initializer.elements),
    }));
  });
}

type Initializer = Extract<Expression, { kind: 'initializer' }>;

/** An array's elements, or the initializer itself. */
function registrationsIn(value: Initializer): Initializer[] {
  const inner = value.elements.flatMap((element) =>
    element.field === undefined && element.value.kind === 'initializer' ? [element.value] : [],
  );
  return inner.length > 0 ? inner : [value];
}

function readFields(elements: readonly Element[]): ReadonlyMap<string, RegistrationField> {
  const fields = new Map<string, RegistrationField>();
  for (const { field, fieldRange, range, value } of elements) {
    if (field === undefined || !fieldRange) continue;
    const twice = fields.has(field);
    const effective: Expression = twice ? { kind: 'unknown', range: value.range } : value;
    fields.set(field, { name: field, nameRange: fieldRange, range, value: effective });
  }
  return fields;
}

/** Room behind `.name`, which no conditional encloses, on a line of its own if that field has one. */
function roomIn(declaration: Node, elements: readonly Element[]): FieldRoom | undefined {
  const field = elements.find((element) => element.field === 'name');
  if (!field) return undefined;
  const { start, end } = field.range;
  const before = lineOf(declaration, start.line).slice(0, start.character);
  const separator = before.trim() === '' ? `\n${before}` : ' ';
  const behind = lineOf(declaration, end.line).slice(end.character);
  const comma = /^\s*,/.exec(behind)?.[0];
  if (comma === undefined) return { position: end, before: `,${separator}`, after: '' };
  // A comment at the end of the line goes on belonging to the field before it.
  const rest = separator === ' ' ? undefined : /^\s*,[ \t]*(?:\/\*.*\*\/|\/\/.*)?[ \t]*$/.exec(behind)?.[0];
  const character = end.character + (rest ?? comma).trimEnd().length;
  return { position: { line: end.line, character }, before: separator, after: ',' };
}

/** A line of the file as far as the declaration has it, padded so that columns are those of the file. */
function lineOf(declaration: Node, line: number): string {
  const { row, column } = declaration.startPosition;
  const text = declaration.text.split('\n')[line - row] ?? '';
  return line === row ? text.padStart(column + text.length) : text;
}
