// Struct and union definitions, for layouts (layout.ts) and for the hover of an option that fills a field.
import type { Range } from 'vscode-languageserver-types';
import { childrenOf, declaredName, rangeOf } from './nodes';
import type { Node } from './nodes';
import { readType } from './type-reference';
import type { TypeReference } from './type-reference';

export interface Struct {
  readonly keyword: 'struct' | 'union';
  /** Empty for an anonymous one. */
  readonly name: string;
  readonly range: Range;
  readonly fields: readonly Field[];
  /** Whether packing, bit-fields, conditionals or unreadable members keep its layout from being known. */
  readonly irregular: boolean;
}

export interface Field {
  /** Empty for an anonymous struct or union inside. */
  readonly name: string;
  readonly range: Range;
  readonly type: TypeReference;
  /** `__attribute__((aligned(n)))` on the field, when it has one that can be read. */
  readonly alignment: number | undefined;
}

/** Reads a struct_specifier or union_specifier that has a body. */
export function readStruct(specifier: Node, body: Node): Struct {
  const members = childrenOf(body);
  const outside = specifier.parent?.type === 'declaration' ? specifier.parent : specifier;
  return {
    keyword: specifier.type === 'union_specifier' ? 'union' : 'struct',
    name: specifier.childForFieldName('name')?.text ?? '',
    range: rangeOf(specifier),
    fields: members.filter(({ type }) => type === 'field_declaration').flatMap(readFields),
    irregular:
      body.hasError ||
      members.some(isIrregular) ||
      outside.namedChildren.some(({ type }) => type === 'attribute_specifier'),
  };
}

function isIrregular(member: Node): boolean {
  return (
    member.type !== 'field_declaration' || member.namedChildren.some(({ type }) => type === 'bitfield_clause')
  );
}

function readFields(declaration: Node): Field[] {
  const specifier = declaration.childForFieldName('type');
  const alignment = readAlignment(declaration);
  const declarators = declaration.childrenForFieldName('declarator').filter((node) => node.isNamed);
  if (declarators.length === 0) {
    return [{ name: '', range: rangeOf(declaration), type: readType(specifier, null), alignment }];
  }
  return declarators.map((declarator) => {
    const name = declaredName(declarator);
    return {
      name: name?.text ?? '',
      range: rangeOf(name ?? declarator),
      type: readType(specifier, declarator),
      alignment,
    };
  });
}

function readAlignment(declaration: Node): number | undefined {
  const digits = /\baligned\s*\(\s*(\d+)\s*\)/.exec(declaration.text)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
