// Option → the code that takes it: `case O_MARK:` or `case '1':` of the function that libxtables calls for each option,
// and the fields of the private data that it fills there. Read when somebody asks, from the statements of that function.
import type { Range } from 'vscode-languageserver-types';
import { activityOf } from './calls';
import { evaluate } from './evaluate';
import type { Expression } from './expression';
import { optionTableOf, pointedTo } from './extension';
import type { Extension } from './extension';
import type { FunctionModel } from './functions';
import type { OptionRow } from './option-tables';
import type { Scope } from './scope';
import type { Statement } from './statements';

export interface ParseCase {
  /** From `case` to the end of what is done for the option. */
  readonly range: Range;
  /** Of the value behind `case`. */
  readonly labelRange: Range;
  /** In the order in which they are filled, each once. */
  readonly filled: readonly FilledField[];
}

/** A field of the private data that an option sets. */
export interface FilledField {
  /** `struct xt_clone_tginfo`. */
  readonly struct: string;
  readonly field: string;
}

/** The field of an option row that the function is told the option by. */
const identifiers = { x6: 'id', getopt: 'val' } as const;

/** Where the parse function of an extension takes an option; empty when libxtables does all, or nobody can say. */
export function parseCasesOf(extension: Extension, row: OptionRow, scope: Scope): ParseCase[] {
  const table = optionTableOf(extension);
  const id = table && row.fields.get(identifiers[table.style]);
  // A field that is left out is zero, as in C.
  const wanted = table && !id ? zero : id;
  if (!wanted) return [];
  return parsersOf(extension).flatMap((parser) =>
    casesIn(parser.statements)
      .filter(({ value }) => isSameValue(value, wanted, scope))
      .map(({ value, range }) => ({
        range,
        labelRange: value.range,
        filled: filledIn(parser, range),
      })),
  );
}

const zero: Expression = {
  kind: 'number',
  value: 0,
  range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
};

/** The functions that are given each option; more than one where conditionals give alternatives. */
function parsersOf({ registration, source }: Extension): FunctionModel[] {
  const names = [pointedTo(registration, 'x6_parse'), pointedTo(registration, 'parse')];
  return source.functions.filter(({ name }) => names.includes(name));
}

interface Label {
  readonly value: Expression;
  readonly range: Range;
}

function casesIn(statements: readonly Statement[]): Label[] {
  return statements.flatMap((statement, index) => {
    const inner = casesIn(innerOf(statement));
    if (statement.kind !== 'case' || !statement.value) return inner;
    const range = { start: statement.range.start, end: endOfCase(statements, index) };
    return [{ value: statement.value, range }, ...inner];
  });
}

/** `case 'a': case 'b': …`: a label without statements has those of the next. */
function endOfCase(statements: readonly Statement[], index: number): Range['end'] {
  let at = index;
  for (let label = statements[at]; label?.kind === 'case'; label = statements[++at]) {
    if (label.statements.length > 0) return label.range.end;
  }
  return (statements[at - 1] ?? statements[index])?.range.end ?? { line: 0, character: 0 };
}

function innerOf(statement: Statement): readonly Statement[] {
  const { kind } = statement;
  if (kind === 'block' || kind === 'case') return statement.statements;
  if (kind === 'loop' || kind === 'switch') return [statement.body];
  if (kind === 'configured') return statement.branches.flat();
  if (kind === 'if') {
    return [statement.consequence, statement.alternative].filter((inner) => inner !== undefined);
  }
  return kind === 'label' && statement.statement ? [statement.statement] : [];
}

/** The same number, or the same name where nobody here says what it is. */
function isSameValue(one: Expression, other: Expression, scope: Scope): boolean {
  const [first, second] = [evaluate(one, scope), evaluate(other, scope)];
  if (first !== undefined && second !== undefined) return first === second;
  return one.kind === 'name' && other.kind === 'name' && one.name === other.name;
}

/** Functions that write to what their first argument points to. */
const writers = /^(?:mem|str|stp)\w*cpy$|^(?:memset|memmove|v?sn?printf|strn?cat|strlcat)$/;

function filledIn(parser: FunctionModel, range: Range): FilledField[] {
  const { assignments, calls } = activityOf(parser);
  const within = <Site extends { readonly range: Range }>(sites: readonly Site[]) =>
    sites.filter((site) => isWithin(site.range, range));
  const written = [
    ...within(assignments).map(({ target, range: at }) => ({ place: target, at })),
    ...within(calls).flatMap(({ callee, operands, range: at }) =>
      operands
        .filter((operand, index) => operand.kind === 'address' || (index === 0 && writers.test(callee)))
        .map((place) => ({ place, at })),
    ),
  ].sort((a, b) => order(a.at.start, b.at.start));
  const fields = written.flatMap(({ place }) => fieldAt(parser.views, place) ?? []);
  return [...new Map(fields.map((field) => [`${field.struct} ${field.field}`, field])).values()];
}

/** The field of the private data that an expression is, or is a part of. */
function fieldAt(views: FunctionModel['views'], place: Expression): FilledField | undefined {
  if (place.kind === 'member') {
    for (const { type, uses } of views) {
      const use = uses.find((candidate) => isSameRange(candidate.range, place.range));
      if (use) return { struct: type.name, field: use.field };
    }
  }
  return parts.has(place.kind) && 'operand' in place ? fieldAt(views, place.operand) : undefined;
}

/** Expressions that lead to a place within what another leads to. */
const parts = new Set<Expression['kind']>(['member', 'index', 'address', 'dereference']);

function isWithin(inner: Range, outer: Range): boolean {
  return order(outer.start, inner.start) <= 0 && order(inner.end, outer.end) <= 0;
}

function isSameRange(one: Range, other: Range): boolean {
  return order(one.start, other.start) === 0 && order(one.end, other.end) === 0;
}

function order(one: Range['start'], other: Range['start']): number {
  return one.line - other.line || one.character - other.character;
}
