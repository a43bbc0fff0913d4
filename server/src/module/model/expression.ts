// C expressions as plain data: what a field of a registration or an option row is set to. They outlive the tree and
// are evaluated later, when the headers of the workspace are known (evaluate.ts).
import type { Range } from 'vscode-languageserver-types';
import { childrenOf, rangeOf } from './nodes';
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
  | { readonly kind: 'call'; readonly callee: string; readonly operands: readonly Expression[] }
  | { readonly kind: 'initializer'; readonly elements: readonly Element[] }
  | { readonly kind: 'unknown' }
);

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
  if (!node) return { kind: 'unknown', range: emptyRange };
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
      return node.childForFieldName('operator')?.text === '&'
        ? { kind: 'address', operand: field('argument'), range }
        : { kind: 'unknown', range };
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
    case 'initializer_list':
      return { kind: 'initializer', elements: childrenOf(node).map(readElement), range };
    case 'compound_literal_expression':
      return field('value');
    default:
      return { kind: 'unknown', range };
  }
}

function readElement(node: Node): Element {
  const range = rangeOf(node);
  if (node.type !== 'initializer_pair') {
    return { field: undefined, fieldRange: undefined, range, value: readExpression(node) };
  }
  const designator = node.childForFieldName('designator');
  const name = designator?.type === 'field_designator' ? designator.namedChildren[0] : undefined;
  return {
    field: name?.text,
    fieldRange: name && rangeOf(name),
    range,
    value: readExpression(node.childForFieldName('value')),
  };
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

/** `0x1FUL`, `017`, `42u`; undefined for floats. */
function parseInteger(text: string): number | undefined {
  const digits = text.replace(/[uUlL]+$/, '');
  if (/^0[0-7]+$/.test(digits)) return Number.parseInt(digits, 8);
  return /^(?:0[xX][0-9a-fA-F]+|0[bB][01]+|\d+)$/.test(digits) ? Number(digits) : undefined;
}

const emptyRange: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
