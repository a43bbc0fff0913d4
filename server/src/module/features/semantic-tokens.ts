// What the words of a C source are to netfilter, for colours: handlers where they are defined and where a registration
// names them, the names of extensions, and options.
import type { Range } from 'vscode-languageserver-types';
import { isDescribedField } from '../facts/initializer-fields';
import type { Registration } from '../model/registrations';
import type { SourceModel } from '../model/source';
import { handlersOf } from './handlers';

export interface SourceToken {
  readonly range: Range;
  /** `function` is a handler, `class` the name of an extension, `property` a field or an option. */
  readonly type: 'function' | 'class' | 'property';
  /** Whether it is defined here. */
  readonly isDeclaration: boolean;
}

/** In the order of the text; none overlaps another, and none goes over a line's end. */
export function sourceTokens(source: SourceModel): SourceToken[] {
  const registered = source.registrations.flatMap(registrationTokens);
  const handlers = new Set(source.registrations.flatMap(handlersOf).map(({ name }) => name));
  const defined = source.functions
    .filter(({ name }) => handlers.has(name))
    .map((definition) => token(definition.nameRange, 'function', true));
  const options = source.optionTables.flatMap(({ rows }) =>
    rows.map((row) => token(row.nameRange, 'property', true)),
  );
  const all = [...registered, ...defined, ...options].filter(
    ({ range }) => range.start.line === range.end.line,
  );
  return all.sort(byPosition).filter((one, index, sorted) => index === 0 || isBehind(one, sorted[index - 1]));
}

function registrationTokens(registration: Registration): SourceToken[] {
  const fields = [...registration.fields.values()]
    .filter(({ name }) => isDescribedField(name))
    .map((field) => token(field.nameRange, 'property', false));
  const handlers = handlersOf(registration).map(({ range }) => token(range, 'function', false));
  const value = registration.fields.get('name')?.value;
  const name = value?.kind === 'string' ? [token(value.range, 'class', true)] : [];
  return [...fields, ...handlers, ...name];
}

function token(range: Range, type: SourceToken['type'], isDeclaration: boolean): SourceToken {
  return { range, type, isDeclaration };
}

function byPosition({ range: { start: a } }: SourceToken, { range: { start: b } }: SourceToken): number {
  return a.line - b.line || a.character - b.character;
}

function isBehind({ range: { start } }: SourceToken, before: SourceToken | undefined): boolean {
  const end = before?.range.end ?? start;
  return start.line > end.line || start.character >= end.character;
}
