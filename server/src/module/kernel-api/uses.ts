// model → what the functions and registrations of a source use of the kernel's API, as far as the history has a word for
// it: calls with the texts of their arguments, members of structs whose type is known, variables.
import type { Range } from 'vscode-languageserver-types';
import { groupBy } from '../group-by';
import { activityOf } from '../model/calls';
import { operandsOf } from '../model/expression';
import type { CallExpression, Expression } from '../model/expression';
import type { FunctionModel } from '../model/functions';
import type { SourceModel } from '../model/source';
import type { Variable } from '../model/statements';
import type { TypeReference } from '../model/type-reference';
import { textAt } from '../model/text';

export type KernelUse = UsePlace &
  (
    | {
        readonly kind: 'call';
        readonly operands: readonly { readonly text: string; readonly type: TypeReference | undefined }[];
      }
    | { readonly kind: 'field'; readonly struct: string; readonly object: string }
    | { readonly kind: 'name' }
    | { readonly kind: 'registration'; readonly struct: string }
  );

interface UsePlace {
  readonly name: string;
  /** Of the call or the member access as a whole. */
  readonly range: Range;
  readonly text: string;
  /** Whether something is stored there. */
  readonly written: boolean;
  /** Of the `!` and what it stands before, where it stands before this. */
  readonly negation: Range | undefined;
  /** Undefined outside of functions. */
  readonly function: FunctionModel | undefined;
}

/** Names that are worth looking at, besides those of members. */
export type Wanted = ReadonlySet<string>;

/** The uses of the wanted names in a source, in no particular order. */
export function kernelUses(source: SourceModel, wanted: Wanted): KernelUse[] {
  return [
    ...source.functions.flatMap((definition) => new UseReader(source, definition, wanted).read()),
    ...registeredFields(source, wanted),
  ];
}

function registeredFields(source: SourceModel, wanted: Wanted): KernelUse[] {
  return source.registrations
    .filter(({ side }) => side === 'kernel')
    .flatMap(({ kind, fields }) =>
      [...fields.values()]
        .filter(({ name }) => wanted.has(name))
        .map(({ name, range }) => ({
          ...({ kind: 'registration', struct: `struct xt_${kind}`, name, range } as const),
          text: textAt(source, range),
          written: true,
          negation: undefined,
          function: undefined,
        })),
    );
}

/** Where an expression stands. */
interface Context {
  readonly written: boolean;
  readonly negation: Range | undefined;
}

const plain: Context = { written: false, negation: undefined };

class UseReader {
  private readonly uses: KernelUse[] = [];
  private known: ReadonlyMap<string, readonly Variable[]> | undefined;

  constructor(
    private readonly source: SourceModel,
    private readonly definition: FunctionModel,
    private readonly wanted: Wanted,
  ) {}

  /** Those of the function before those of the file. Most functions use nothing of interest, and are not asked. */
  private get variables(): ReadonlyMap<string, readonly Variable[]> {
    return (this.known ??= variablesIn(this.definition, this.source));
  }

  read(): KernelUse[] {
    for (const expression of activityOf(this.definition).expressions) this.inspect(expression, plain);
    return this.uses;
  }

  private inspect(expression: Expression, context: Context): void {
    this.take(expression, context);
    if (expression.kind === 'assignment') {
      this.inspect(expression.left, { ...plain, written: true });
      this.inspect(expression.right, plain);
      return;
    }
    const negation =
      expression.kind === 'unary' && expression.operator === '!' ? expression.range : undefined;
    const written = expression.kind === 'update' || expression.kind === 'address';
    for (const operand of operandsOf(expression)) this.inspect(operand, { written, negation });
  }

  private take(expression: Expression, context: Context): void {
    if (expression.kind === 'call') this.takeCall(expression, context);
    else if (expression.kind === 'member') this.takeMember(expression, context);
    else if (expression.kind === 'name' && this.isOfKernel(expression.name)) {
      this.add({ kind: 'name', name: expression.name }, expression, context);
    }
  }

  /** Wanted, and not a variable of the source. */
  private isOfKernel(name: string): boolean {
    return this.wanted.has(name) && !this.variables.has(name);
  }

  private takeCall(call: CallExpression, context: Context): void {
    if (!this.isOfKernel(call.callee)) return;
    const texts = argumentsOf(textAt(this.source, call.range));
    const operands = call.operands.map((operand, index) => ({
      text: texts[index] ?? '',
      type: this.typeOf(operand),
    }));
    this.add({ kind: 'call', name: call.callee, operands }, call, context);
  }

  private takeMember(member: Extract<Expression, { kind: 'member' }>, context: Context): void {
    const { operand, field, arrow } = member;
    const type = this.wanted.has(field) ? this.typeOf(operand) : undefined;
    if (type?.pointers !== (arrow ? 1 : 0) || type.dimensions.length > 0) return;
    const object = `${arrow ? '' : '&'}${textAt(this.source, operand.range)}`;
    this.add({ kind: 'field', name: field, struct: type.name, object }, member, context);
  }

  private add(
    use: DistributiveOmit<KernelUse, 'range' | 'text' | 'written' | 'negation' | 'function'>,
    { range }: Expression,
    context: Context,
  ): void {
    const text = textAt(this.source, range);
    this.uses.push({ ...use, ...context, range, text, function: this.definition });
  }

  /** The type of a variable, or of a pointer to or from one; of anything else it is not known here. */
  private typeOf(expression: Expression): TypeReference | undefined {
    if (expression.kind === 'name') {
      const [only, ...others] = this.variables.get(expression.name) ?? [];
      return others.length === 0 ? only?.type : undefined;
    }
    if (expression.kind !== 'address' && expression.kind !== 'dereference') return undefined;
    const inner = this.typeOf(expression.operand);
    if (!inner || inner.dimensions.length > 0) return undefined;
    return { ...inner, pointers: inner.pointers + (expression.kind === 'address' ? 1 : -1) };
  }
}

type DistributiveOmit<Union, Keys extends PropertyKey> = Union extends unknown ? Omit<Union, Keys> : never;

function variablesIn(
  definition: FunctionModel,
  source: SourceModel,
): ReadonlyMap<string, readonly Variable[]> {
  const own = [...definition.parameters, ...activityOf(definition).locals];
  const named = new Set(own.map(({ name }) => name));
  const global = source.variables.filter(({ name }) => !named.has(name));
  return groupBy([...own, ...global], ({ name }) => name);
}

/** The arguments of a call as they are written, casts and parentheses included. */
function argumentsOf(call: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let start = call.indexOf('(') + 1;
  for (let at = start - 1; at < call.length; at++) {
    const character = call.charAt(at);
    if (character === '"' || character === "'") at = endOfLiteral(call, at);
    if ('([{'.includes(character)) depth++;
    if (')]}'.includes(character)) depth--;
    if (depth === 0 || (depth === 1 && character === ',')) {
      found.push(call.slice(start, at).trim());
      start = at + 1;
      if (depth === 0) break;
    }
  }
  return found.length === 1 && found[0] === '' ? [] : found;
}

function endOfLiteral(text: string, from: number): number {
  const quote = text.charAt(from);
  let at = from + 1;
  while (at < text.length && text.charAt(at) !== quote) at += text.charAt(at) === '\\' ? 2 : 1;
  return at;
}
