// Small helpers over syntax nodes, shared by everything that reads the tree into the model.
import type { Position, Range } from 'vscode-languageserver-types';
import type { SyntaxNode } from '../syntax-node';

export type { SyntaxNode as Node } from '../syntax-node';
type Node = SyntaxNode;

/** The place of what isn't written anywhere. */
export const nowhere: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** Where a node stands; tree-sitter counts UTF-16 units as LSP does. */
export function rangeOf(node: Node): Range {
  return {
    start: { line: node.startPosition.row, character: node.startPosition.column },
    end: { line: node.endPosition.row, character: node.endPosition.column },
  };
}

/** Children that carry meaning: named, and not what tree-sitter could make no sense of. */
export function childrenOf(node: Node): Node[] {
  return node.namedChildren.filter((child) => child.type !== 'comment' && !child.isError);
}

/** The first node of a type among a node and its descendants along the `declarator` field: the declared name. */
export function declaredName(declarator: Node | null): Node | undefined {
  let node = declarator;
  while (node) {
    if (node.type === 'identifier' || node.type === 'field_identifier' || node.type === 'type_identifier') {
      return node;
    }
    node =
      node.childForFieldName('declarator') ??
      node.namedChildren.find((child) => child.type.endsWith('declarator') || child.type === 'identifier') ??
      null;
  }
  return undefined;
}

/** Whether a position lies in a range, both ends included. */
export function contains({ start, end }: Range, { line, character }: Position): boolean {
  const afterStart = line > start.line || (line === start.line && character >= start.character);
  const beforeEnd = line < end.line || (line === end.line && character <= end.character);
  return afterStart && beforeEnd;
}
