// tree of the parser → tree of our own: what the model is read from. Every question to a node of tree-sitter is a call
// into WebAssembly, and the model asks many of each; so a tree is copied out once, as plain objects, and freed.
import type { Node as ParserNode, Point, TreeCursor } from 'web-tree-sitter';

/** Of all nodes with nothing inside, which are most. */
const none: SyntaxNode[] = [];

/** A node of the syntax tree; the members are named as tree-sitter names them. */
export class SyntaxNode {
  private own: SyntaxNode[] = none;
  private innerError = false;

  constructor(
    private readonly source: SourceText,
    readonly type: string,
    readonly isNamed: boolean,
    /** Which part of its parent it is, if the grammar has a name for that. */
    readonly field: string | null,
    readonly startIndex: number,
    readonly endIndex: number,
    readonly parent: SyntaxNode | null,
  ) {}

  /** Without punctuation; an operator is the field of its expression and stays. */
  get children(): readonly SyntaxNode[] {
    return this.own;
  }

  get text(): string {
    return this.source.text.slice(this.startIndex, this.endIndex);
  }

  get startPosition(): Point {
    return this.source.pointAt(this.startIndex);
  }

  get endPosition(): Point {
    return this.source.pointAt(this.endIndex);
  }

  get isError(): boolean {
    return this.type === 'ERROR';
  }

  /** Whether the grammar could not read all of it. */
  get hasError(): boolean {
    return this.innerError || this.isError;
  }

  get namedChildren(): SyntaxNode[] {
    return this.children.filter(({ isNamed }) => isNamed);
  }

  childForFieldName(name: string): SyntaxNode | null {
    return this.children.find(({ field }) => field === name) ?? null;
  }

  childrenForFieldName(name: string): SyntaxNode[] {
    return this.children.filter(({ field }) => field === name);
  }

  /** The node itself counts too; in the order of the text. */
  descendantsOfType(types: string | readonly string[]): SyntaxNode[] {
    const found: SyntaxNode[] = [];
    this.collect(typeof types === 'string' ? [types] : types, found);
    return found;
  }

  private collect(types: readonly string[], found: SyntaxNode[]): void {
    if (types.includes(this.type)) found.push(this);
    for (const child of this.children) child.collect(types, found);
  }

  /** For whoever builds the tree, as are the next two. */
  add(child: SyntaxNode): void {
    if (this.own === none) this.own = [child];
    else this.own.push(child);
  }

  /** Nothing is added any more: an array that has grown keeps room for a dozen more, in each node of every file. */
  close(): void {
    if (this.own.length > 1) this.own = this.own.slice();
  }

  /** Something inside could not be read. */
  markError(): void {
    if (this.innerError) return;
    this.innerError = true;
    this.parent?.markError();
  }
}

/** A text and where its lines begin. */
export class SourceText {
  private lineStarts: number[] | undefined;

  /** `firstLine` is where the text begins in its file. */
  constructor(
    readonly text: string,
    private readonly firstLine = 0,
  ) {}

  pointAt(index: number): Point {
    const starts = (this.lineStarts ??= lineStartsOf(this.text));
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return { row: this.firstLine + low, column: index - (starts[low] ?? 0) };
  }
}

function lineStartsOf(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** Copies a node of the parser's tree with all that is in it; `source` is the text of the whole tree. */
export function copyNode(node: ParserNode, source: SourceText): SyntaxNode {
  const cursor = node.walk();
  try {
    const root = copyCurrent(cursor, source, null);
    copyChildren(cursor, source, root);
    return root;
  } finally {
    cursor.delete();
  }
}

/** Named nodes that nothing is ever inside of. */
const leaves = /^(?:comment|number_literal|primitive_type|(?:field_|type_|statement_)?identifier)$/;

/** A loop and not a recursion, for C may nest deeper than the stack is. */
function copyChildren(cursor: TreeCursor, source: SourceText, root: SyntaxNode): void {
  let parent = root;
  let inside = cursor.gotoFirstChild();
  while (inside) {
    // Punctuation says nothing but that it is missing.
    const isKept = cursor.nodeIsNamed || cursor.currentFieldId !== 0;
    const child = isKept ? copyCurrent(cursor, source, parent) : undefined;
    if (child) parent.add(child);
    const isEmpty = !child || child.startIndex === child.endIndex;
    if (child?.isError || (isEmpty && cursor.nodeIsMissing)) parent.markError();
    if (child && !leaves.test(child.type) && cursor.gotoFirstChild()) {
      parent = child;
      continue;
    }
    while (inside && !cursor.gotoNextSibling()) {
      parent.close();
      inside = parent !== root && cursor.gotoParent();
      parent = parent.parent ?? root;
    }
  }
}

function copyCurrent(cursor: TreeCursor, source: SourceText, parent: SyntaxNode | null): SyntaxNode {
  const { nodeType, nodeIsNamed, currentFieldName, startIndex, endIndex } = cursor;
  return new SyntaxNode(source, nodeType, nodeIsNamed, currentFieldName, startIndex, endIndex, parent);
}
