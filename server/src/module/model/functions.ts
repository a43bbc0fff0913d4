// Function definitions, and through which struct they see the private data of a rule: the fact behind target-size.
import type { Range } from 'vscode-languageserver-types';
import { declaredName, rangeOf } from './nodes';
import type { Node } from './nodes';
import { readType, readTypeDescriptor } from './type-reference';
import type { TypeReference } from './type-reference';

export interface FunctionModel {
  readonly name: string;
  readonly range: Range;
  readonly nameRange: Range;
  readonly views: readonly PrivateDataView[];
}

/** `const struct xt_tee_tginfo *info = par->targinfo;`: the private data of a rule seen through a type. */
export interface PrivateDataView {
  readonly member: 'targinfo' | 'matchinfo' | 'data';
  /** The type pointed to. */
  readonly type: TypeReference;
  /** Of the type's name where the view is opened. */
  readonly range: Range;
}

const members = new Set<string>(['targinfo', 'matchinfo', 'data'] satisfies PrivateDataView['member'][]);

/** Reads a function_definition. */
export function readFunction(definition: Node): FunctionModel | undefined {
  const name = declaredName(definition.childForFieldName('declarator'));
  const body = definition.childForFieldName('body');
  if (!name || !body) return undefined;
  return { name: name.text, range: rangeOf(definition), nameRange: rangeOf(name), views: readViews(body) };
}

function readViews(body: Node): PrivateDataView[] {
  return body.descendantsOfType('field_expression').flatMap((access) => {
    const member = access.childForFieldName('field')?.text ?? '';
    if (!members.has(member)) return [];
    const written = typeAround(access, body);
    return written ? [{ member: member as PrivateDataView['member'], ...written }] : [];
  });
}

/** The pointer type that an access ends up in: by a cast, by the declaration or by the assignment around it. */
function typeAround(access: Node, body: Node): Pick<PrivateDataView, 'type' | 'range'> | undefined {
  let value = access;
  for (let node = access.parent; node; value = node, node = node.parent) {
    if (node.type === 'parenthesized_expression') continue;
    if (node.type === 'cast_expression') {
      const descriptor = node.childForFieldName('type');
      // A cast to `void *` only passes the pointer on.
      if (!descriptor || /\bvoid\b/.test(descriptor.text)) continue;
      return pointee(readTypeDescriptor(descriptor), descriptor.childForFieldName('type'));
    }
    if (node.type === 'init_declarator') return declaredType(node);
    if (node.type === 'assignment_expression') return assignedType(node, value, body);
    return undefined;
  }
  return undefined;
}

function declaredType(declarator: Node) {
  const specifier = declarator.parent?.childForFieldName('type') ?? null;
  return pointee(readType(specifier, declarator.childForFieldName('declarator')), specifier);
}

/** The declared type of the variable on the left; undefined when it is not a variable of this function. */
function assignedType(assignment: Node, value: Node, body: Node) {
  const left = assignment.childForFieldName('left');
  if (left?.type !== 'identifier' || assignment.childForFieldName('right')?.id !== value.id) return undefined;
  const declarations = body.descendantsOfType('declaration').flatMap((declaration) =>
    declaration
      .childrenForFieldName('declarator')
      .filter((declarator) => declaredName(declarator)?.text === left.text)
      .map((declarator) => ({ declaration, declarator })),
  );
  const only = declarations.length === 1 ? declarations[0] : undefined;
  if (!only) return undefined;
  const specifier = only.declaration.childForFieldName('type');
  const declarator = only.declarator;
  return pointee(
    readType(
      specifier,
      declarator.type === 'init_declarator' ? declarator.childForFieldName('declarator') : declarator,
    ),
    specifier,
  );
}

function pointee(type: TypeReference, specifier: Node | null) {
  if (type.pointers !== 1 || type.dimensions.length > 0 || !specifier) return undefined;
  return { type: { ...type, pointers: 0 }, range: rangeOf(specifier) };
}
