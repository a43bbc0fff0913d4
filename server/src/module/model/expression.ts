// C expressions as plain data: what a field of a registration or an option row is set to, and what statements are made
// of. They outlive the tree and are evaluated later, when the headers of the workspace are known (evaluate.ts).
import type { Range } from 'vscode-languageserver-types';
import { childrenOf, nowhere, rangeOf } from './nodes';
import type { Node } from './nodes';
import { readString } from './strings';
import { readTypeDescriptor } from './type-reference';
import type { TypeReference } from './type-reference';

export type Expression = { readonly range: Range } & (
  | { readonly kind: 'number'; readonly value: number }
  /** String pieces in a row; a name among them is a macro such as `PRIu64` or `KBUILD_MODNAME`. */
  | { readonly kind: 'string'; readonly pieces: readonly StringPiece[] }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'sizeof'; readonly type: TypeReference }
  | { readonly kind: 'sizeof-value'; readonly operand: Expression }
  | { readonly kind: 'offsetof'; readonly type: TypeReference; readonly field: string }
  | { readonly kind: 'address'; readonly operand: Expression }
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    }
  | CallExpression
  /** `skb->dev`, `info.mark`. */
  | { readonly kind: 'member'; readonly operand: Expression; readonly field: string; readonly arrow: boolean }
  | { readonly kind: 'index'; readonly operand: Expression; readonly index: Expression }
  | { readonly kind: 'dereference'; readonly operand: Expression }
  | {
      readonly kind: 'conditional';
      readonly condition: Expression;
      /** What stands between `?` and `:`; `a ?: b` has nothing there. */
      readonly consequence: Expression | undefined;
      readonly alternative: Expression;
    }
  /** `a = b`, `a |= b`. */
  | {
      readonly kind: 'assignment';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    }
  /** `a++`, `--a`. */
  | { readonly kind: 'update'; readonly operator: string; readonly operand: Expression }
  | { readonly kind: 'comma'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'initializer'; readonly elements: readonly Element[] }
  | { readonly kind: 'unknown' }
);

export interface CallExpression {
  readonly kind: 'call';
  readonly range: Range;
  /** The name called, or the expression as it is written: `ops->handler`. */
  readonly callee: string;
  readonly operands: readonly Expression[];
}

export type StringPiece =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'macro'; readonly name: string };

/** One element of `{ … }`, with the field it names: `.name = "CLONE"`. */
export interface Element {
  readonly field: string | undefined;
  readonly fieldRange: Range | undefined;
  readonly range: Range;
  readonly value: Expression;
}

/** Reads any expression node; what is of no use to the model becomes `unknown`. */
export function readExpression(node: Node | null): Expression {
  if (!node) return { kind: 'unknown', range: nowhere };
  const range = rangeOf(node);
  const field = (name: string) => readExpression(node.childForFieldName(name));
  switch (node.type) {
    case 'number_literal':
      return number(parseInteger(node.text), range);
    case 'char_literal':
      return number(readString(node).codePointAt(0), range);
    case 'true':
      return { kind: 'number', value: 1, range };
    case 'false':
    case 'null':
      return { kind: 'number', value: 0, range };
    case 'string_literal':
    case 'concatenated_string':
      return { kind: 'string', pieces: readPieces(node), range };
    case 'identifier':
      return { kind: 'name', name: node.text, range };
    case 'parenthesized_expression':
      return readExpression(childrenOf(node)[0] ?? null);
    case 'cast_expression':
      return field('value');
    case 'sizeof_expression':
      return readSizeof(node, range);
    case 'offsetof_expression':
      return readOffsetof(node, range);
    case 'pointer_expression':
      return {
        kind: operatorOf(node) === '&' ? 'address' : 'dereference',
        operand: field('argument'),
        range,
      };
    case 'unary_expression':
      return { kind: 'unary', operator: operatorOf(node), operand: field('argument'), range };
    case 'binary_expression':
      return {
        kind: 'binary',
        operator: operatorOf(node),
        left: field('left'),
        right: field('right'),
        range,
      };
    case 'call_expression':
      return readCall(node, range);
    case 'field_expression':
      return {
        kind: 'member',
        operand: field('argument'),
        field: node.childForFieldName('field')?.text ?? '',
        arrow: operatorOf(node) === '->',
        range,
      };
    case 'subscript_expression':
      return { kind: 'index', operand: field('argument'), index: field('index'), range };
    case 'conditional_expression':
      return readConditional(node, range);
    case 'assignment_expression':
      return {
        kind: 'assignment',
        operator: operatorOf(node),
        left: field('left'),
        right: field('right'),
        range,
      };
    case 'update_expression':
      return { kind: 'update', operator: operatorOf(node), operand: field('argument'), range };
    case 'comma_expression':
      return { kind: 'comma', left: field('left'), right: field('right'), range };
    case 'initializer_list':
      return { kind: 'initializer', elements: childrenOf(node).map(readElement), range };
    case 'compound_literal_expression':
      return field('value');
    default:
      return { kind: 'unknown', range };
  }
}

/** The expressions that an expression is directly made of, in the order they are written. */
export function operandsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'sizeof-value':
    case 'address':
    case 'unary':
    case 'member':
    case 'dereference':
    case 'update':
      return [expression.operand];
    case 'binary':
    case 'assignment':
    case 'comma':
      return [expression.left, expression.right];
    case 'call':
      return expression.operands;
    case 'index':
      return [expression.operand, expression.index];
    case 'conditional': {
      const { condition, consequence, alternative } = expression;
      return consequence ? [condition, consequence, alternative] : [condition, alternative];
    }
    case 'initializer':
      return expression.elements.map(({ value }) => value);
    case 'number':
    case 'string':
    case 'name':
    case 'sizeof':
    case 'offsetof':
    case 'unknown':
      return [];
  }
}

/** The names in an expression, in the order they are written. */
export function namesIn(expression: Expression): readonly string[] {
  if (expression.kind === 'name') return [expression.name];
  return operandsOf(expression).flatMap(namesIn);
}

/** Whether a name stands anywhere in expressions. */
export function mentions(expressions: readonly Expression[], name: string): boolean {
  return expressions.some(
    (expression) =>
      (expression.kind === 'name' && expression.name === name) || mentions(operandsOf(expression), name),
  );
}

function readElement(node: Node): Element {
  const range = rangeOf(node);
  if (node.type !== 'initializer_pair') {
    return { field: undefined, fieldRange: undefined, range, value: readExpression(node) };
  }
  const designator = node.childForFieldName('designator');
  // `.name = "FOO"`, and `name: "FOO"` as gcc took it before C had the former.
  const name = designator?.type === 'field_designator' ? designator.namedChildren[0] : gnuName(designator);
  return {
    field: name?.text,
    fieldRange: name && rangeOf(name),
    range,
    value: readExpression(node.childForFieldName('value')),
  };
}

function gnuName(designator: Node | null): Node | undefined {
  return designator?.type === 'field_identifier' ? designator : undefined;
}

function readPieces(node: Node): StringPiece[] {
  if (node.type === 'string_literal') return [{ kind: 'text', text: readString(node) }];
  return childrenOf(node).map((piece) =>
    piece.type === 'string_literal'
      ? { kind: 'text', text: readString(piece) }
      : { kind: 'macro', name: piece.text },
  );
}

function readSizeof(node: Node, range: Range): Expression {
  const type = node.childForFieldName('type');
  if (type) return { kind: 'sizeof', type: readTypeDescriptor(type), range };
  const operand = readExpression(node.childForFieldName('value'));
  // The grammar cannot tell `sizeof(foo_t)` from `sizeof(variable)`; the evaluator asks for a type of that name.
  return { kind: 'sizeof-value', operand, range };
}

function readOffsetof(node: Node, range: Range): Expression {
  const type = node.childForFieldName('type');
  const member = node.childForFieldName('member');
  if (!type || !member) return { kind: 'unknown', range };
  return { kind: 'offsetof', type: readTypeDescriptor(type), field: member.text, range };
}

function readConditional(node: Node, range: Range): Expression {
  const consequence = node.childForFieldName('consequence');
  return {
    kind: 'conditional',
    condition: readExpression(node.childForFieldName('condition')),
    consequence: consequence ? readExpression(consequence) : undefined,
    alternative: readExpression(node.childForFieldName('alternative')),
    range,
  };
}

function readCall(node: Node, range: Range): Expression {
  const callee = node.childForFieldName('function')?.text ?? '';
  const list = node.childForFieldName('arguments');
  return { kind: 'call', callee, operands: list ? childrenOf(list).map(readExpression) : [], range };
}

function number(value: number | undefined, range: Range): Expression {
  return value === undefined ? { kind: 'unknown', range } : { kind: 'number', value, range };
}

function operatorOf(node: Node): string {
  return node.childForFieldName('operator')?.text ?? '';
}

/** `0x1FUL`, `017`, `42u`, `-1`, of which the sign is a part of the number to the grammar; undefined for floats. */
function parseInteger(text: string): number | undefined {
  if (text.startsWith('-')) {
    const positive = parseInteger(text.slice(1));
    return positive === undefined ? undefined : -positive;
  }
  const digits = text.replace(/[uUlL]+$/, '');
  if (/^0[0-7]+$/.test(digits)) return Number.parseInt(digits, 8);
  return /^(?:0[xX][0-9a-fA-F]+|0[bB][01]+|\d+)$/.test(digits) ? Number(digits) : undefined;
}
