// A type as it is written where something is declared or measured: `const struct xt_tee_tginfo *`, `__u8 [16]`.
import { readExpression } from './expression';
import type { Expression } from './expression';
import { readStruct } from './structs';
import type { Struct } from './structs';
import type { Node } from './nodes';

export interface TypeReference {
  /** `struct xt_tee_tginfo`, `enum foo`, `unsigned long`, `__u32`; empty for a struct written in place. */
  readonly name: string;
  /** How many `*`. */
  readonly pointers: number;
  /** Array sizes, outermost first; empty brackets are `unknown`. */
  readonly dimensions: readonly Expression[];
  /** The struct or union written in place, if it is. */
  readonly inline: Struct | undefined;
  /** Whether attributes or bit-fields make its layout more than the sum of its parts. */
  readonly irregular: boolean;
}

/** Reads the operand of sizeof or of a cast. */
export function readTypeDescriptor(node: Node): TypeReference {
  return readType(node.childForFieldName('type'), node.childForFieldName('declarator'));
}

/** Joins a type specifier with the declarator that follows it. */
export function readType(specifier: Node | null, declarator: Node | null): TypeReference {
  let pointers = 0;
  let irregular = false;
  const dimensions: Expression[] = [];
  for (let node = declarator; node; node = innerDeclarator(node)) {
    if (node.type.endsWith('pointer_declarator') || node.type.endsWith('function_declarator')) pointers++;
    if (node.type.endsWith('array_declarator')) {
      dimensions.unshift(readExpression(node.childForFieldName('size')));
    }
    irregular ||= node.type === 'attributed_declarator';
  }
  const body = specifier?.childForFieldName('body') ?? null;
  return {
    name: specifier ? typeName(specifier) : '',
    pointers,
    dimensions,
    inline: specifier && body ? readStruct(specifier, body) : undefined,
    irregular,
  };
}

function innerDeclarator(node: Node): Node | null {
  return (
    node.childForFieldName('declarator') ??
    node.namedChildren.find((child) => child.type.endsWith('declarator')) ??
    null
  );
}

/** `struct name` with its keyword, and plain types with single spaces. */
export function typeName(specifier: Node): string {
  const keyword = /^(struct|union|enum)_specifier$/.exec(specifier.type)?.[1];
  if (keyword === undefined) return specifier.text.replace(/\s+/g, ' ').trim();
  const name = specifier.childForFieldName('name')?.text;
  return name === undefined ? '' : `${keyword} ${name}`;
}
