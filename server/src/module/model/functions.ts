// Function definitions: their parameters and statements, through which struct they see the private data of a rule, the
// fact behind target-size, and what they print, for the help of a userspace half.
import type { Range } from 'vscode-languageserver-types';
import { readExpression } from './expression';
import type { Expression } from './expression';
import { childrenOf, declaredName, rangeOf } from './nodes';
import type { Node } from './nodes';
import { readParameters, readStatements } from './statements';
import type { Statement, Variable } from './statements';
import { readType, readTypeDescriptor } from './type-reference';
import type { TypeReference } from './type-reference';

export interface FunctionModel {
  readonly name: string;
  readonly range: Range;
  readonly nameRange: Range;
  /** Whether no other file can call it by its name. */
  readonly isStatic: boolean;
  readonly returnType: TypeReference;
  readonly parameters: readonly Variable[];
  readonly statements: readonly Statement[];
  /** Whether the grammar couldn't read a part of the body. */
  readonly incomplete: boolean;
  readonly views: readonly PrivateDataView[];
  /** The formats given to printf and puts, in order. */
  readonly printed: readonly Expression[];
  /** Where conditionals cut through it: how it reads in each configuration, the newest kernel's first. */
  readonly readings?: readonly FunctionModel[];
}

/** All that a function may be to the compiler. */
export function readingsOf(definition: FunctionModel): readonly FunctionModel[] {
  return definition.readings ?? [definition];
}

/** `const struct xt_tee_tginfo *info = par->targinfo;`: the private data of a rule seen through a type. */
export interface PrivateDataView {
  readonly member: 'targinfo' | 'matchinfo' | 'data';
  /** The type pointed to. */
  readonly type: TypeReference;
  /** Every `info->field` of this function. */
  readonly uses: readonly FieldUse[];
}

export interface FieldUse {
  readonly field: string;
  /** Of `info->field`. */
  readonly range: Range;
}

const members = new Set<string>(['targinfo', 'matchinfo', 'data'] satisfies PrivateDataView['member'][]);

/** Reads a function_definition. */
export function readFunction(definition: Node): FunctionModel | undefined {
  const name = declaredName(definition.childForFieldName('declarator'));
  const body = definition.childForFieldName('body');
  if (!name || !body) return undefined;
  return {
    name: name.text,
    range: rangeOf(definition),
    nameRange: rangeOf(name),
    isStatic: definition.children.some(
      ({ type, text }) => type === 'storage_class_specifier' && text === 'static',
    ),
    returnType: readReturnType(definition),
    parameters: readParameters(definition.childForFieldName('declarator')),
    statements: readStatements(body),
    incomplete: body.hasError,
    views: readViews(body),
    printed: readPrinted(body),
  };
}

/** `struct sk_buff *` of a function that returns one: the pointers stand around the function's own declarator. */
function readReturnType(definition: Node): TypeReference {
  const type = readType(definition.childForFieldName('type'), null);
  let pointers = 0;
  let node = definition.childForFieldName('declarator');
  for (; node?.type === 'pointer_declarator'; node = node.childForFieldName('declarator')) pointers++;
  return { ...type, pointers };
}

function readPrinted(body: Node): Expression[] {
  return body.descendantsOfType('call_expression').flatMap((call) => {
    const list = call.childForFieldName('arguments');
    const [text] = list ? childrenOf(list) : [];
    return text && /^(?:printf|puts)$/.test(call.childForFieldName('function')?.text ?? '')
      ? [readExpression(text)]
      : [];
  });
}

function readViews(body: Node): PrivateDataView[] {
  const accesses = body.descendantsOfType('field_expression');
  return accesses.flatMap((access) => {
    const member = fieldOf(access);
    const view = members.has(member) ? viewThrough(access, body, accesses) : undefined;
    return view ? [{ member: member as PrivateDataView['member'], ...view }] : [];
  });
}

type View = Omit<PrivateDataView, 'member'>;

/** The pointer type that an access ends up in: by a cast, by the declaration or by the assignment around it. */
function viewThrough(access: Node, body: Node, accesses: readonly Node[]): View | undefined {
  for (let node = access.parent; node; node = node.parent) {
    if (node.type === 'parenthesized_expression') continue;
    if (node.type === 'cast_expression') {
      const descriptor = node.childForFieldName('type');
      // A cast to `void *` only passes the pointer on; one to a struct is used in place or names what follows.
      if (!descriptor || /\bvoid\b/.test(descriptor.text)) continue;
      const outer = withoutParentheses(node.parent);
      if (outer?.type === 'field_expression') return view(readTypeDescriptor(descriptor), [outer]);
      continue;
    }
    const variable = variableOf(node);
    const declared = variable === undefined ? undefined : declaredType(variable, body);
    if (variable === undefined || !declared) return undefined;
    return view(declared, usesOf(variable, accesses));
  }
  return undefined;
}

function view(type: TypeReference, uses: readonly Node[]): View | undefined {
  if (type.pointers !== 1 || type.dimensions.length > 0) return undefined;
  return {
    type: { ...type, pointers: 0 },
    uses: uses.map((use) => ({ field: fieldOf(use), range: rangeOf(use) })),
  };
}

/** The variable that a declaration or an assignment gives its value to. */
function variableOf(node: Node): string | undefined {
  if (node.type === 'init_declarator') return declaredName(node)?.text;
  const left = node.type === 'assignment_expression' ? node.childForFieldName('left') : null;
  return left?.type === 'identifier' ? left.text : undefined;
}

/** The type of a variable that the function declares once; of others nobody can say which is meant. */
function declaredType(variable: string, body: Node): TypeReference | undefined {
  const declared = body.descendantsOfType('declaration').flatMap((declaration) =>
    declaration
      .childrenForFieldName('declarator')
      .filter((declarator) => declaredName(declarator)?.text === variable)
      .map((declarator) => ({ specifier: declaration.childForFieldName('type'), declarator })),
  );
  const [only, ...others] = declared;
  if (!only || others.length > 0) return undefined;
  const { specifier, declarator } = only;
  const inner =
    declarator.type === 'init_declarator' ? declarator.childForFieldName('declarator') : declarator;
  return readType(specifier, inner);
}

function usesOf(variable: string, accesses: readonly Node[]): Node[] {
  return accesses.filter((access) => {
    const argument = access.childForFieldName('argument');
    return argument?.type === 'identifier' && argument.text === variable;
  });
}

function fieldOf(access: Node): string {
  return access.childForFieldName('field')?.text ?? '';
}

function withoutParentheses(node: Node | null): Node | null {
  return node?.type === 'parenthesized_expression' ? withoutParentheses(node.parent) : node;
}
