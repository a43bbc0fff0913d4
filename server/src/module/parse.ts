// text → masked text → tree. The only file that knows tree-sitter's parser; everything after it reads nodes of our own,
// and nobody reports its ERROR nodes: the compiler judges syntax.
import { Language, Parser } from 'web-tree-sitter';
import { mask } from './mask';
import { copyNode, SourceText } from './syntax-node';
import type { SyntaxNode } from './syntax-node';

/** The bytes of web-tree-sitter.wasm and tree-sitter-c.wasm. */
export interface GrammarBytes {
  readonly runtime: Uint8Array;
  readonly c: Uint8Array;
}

/** Parses C; `firstLine` is where the text begins in its file. */
export type ParseC = (text: string, firstLine?: number) => SyntaxNode;

/** Loads the grammar once; the function returned is synchronous. */
export async function createParser(grammars: GrammarBytes): Promise<ParseC> {
  // Emscripten declares more options than it wants; only the binary is given.
  await Parser.init({ wasmBinary: grammars.runtime });
  const parser = new Parser().setLanguage(await Language.load(grammars.c));
  return (text, firstLine = 0) => {
    const masked = mask(text);
    const tree = parser.parse(masked);
    if (tree === null) throw new Error('tree-sitter gave no tree');
    try {
      return copyNode(tree.rootNode, new SourceText(masked, firstLine));
    } finally {
      tree.delete();
    }
  };
}
