// text → masked text → tree. The only file that knows tree-sitter's parser; everything after it reads nodes, and
// nobody reports its ERROR nodes: the compiler judges syntax.
import { Edit, Language, Parser } from 'web-tree-sitter';
import type { Point, Tree } from 'web-tree-sitter';
import { mask } from './mask';

/** The bytes of web-tree-sitter.wasm and tree-sitter-c.wasm. */
export interface GrammarBytes {
  readonly runtime: Uint8Array;
  readonly c: Uint8Array;
}

/** A tree and the text it stands for. The tree lives in the memory of WebAssembly until it is deleted. */
export interface ParsedText {
  readonly masked: string;
  readonly tree: Tree;
}

/** Parses C. `previous` is a parse of an earlier text of the same file: what didn't change is taken over from it. */
export type ParseC = (text: string, previous?: ParsedText) => ParsedText;

/** Loads the grammar once; the function returned is synchronous. */
export async function createParser(grammars: GrammarBytes): Promise<ParseC> {
  // Emscripten declares more options than it wants; only the binary is given.
  await Parser.init({ wasmBinary: grammars.runtime });
  const parser = new Parser().setLanguage(await Language.load(grammars.c));
  const parseMasked = (masked: string, reused?: Tree): Tree => {
    const tree = parser.parse(masked, reused);
    if (tree === null) throw new Error('tree-sitter gave no tree');
    return tree;
  };
  return (text, previous) => {
    const masked = mask(text);
    // How the grammar recovers from an error depends on what it has seen before; only a tree without any is the same
    // as one from scratch.
    if (previous && !previous.tree.rootNode.hasError) {
      const reused = reusableTree(previous, masked);
      const tree = parseMasked(masked, reused);
      reused.delete();
      if (!tree.rootNode.hasError) return { masked, tree };
      tree.delete();
    }
    return { masked, tree: parseMasked(masked) };
  };
}

/** A copy of the earlier tree that knows which part of its text was replaced; the copy is the caller's to delete. */
function reusableTree(previous: ParsedText, masked: string): Tree {
  const old = previous.masked;
  const shorter = Math.min(old.length, masked.length);
  let start = 0;
  while (start < shorter && old.charCodeAt(start) === masked.charCodeAt(start)) start++;
  let tail = 0;
  while (
    tail < shorter - start &&
    old.charCodeAt(old.length - 1 - tail) === masked.charCodeAt(masked.length - 1 - tail)
  ) {
    tail++;
  }
  const tree = previous.tree.copy();
  tree.edit(
    new Edit({
      startIndex: start,
      oldEndIndex: old.length - tail,
      newEndIndex: masked.length - tail,
      startPosition: pointAt(old, start),
      oldEndPosition: pointAt(old, old.length - tail),
      newEndPosition: pointAt(masked, masked.length - tail),
    }),
  );
  return tree;
}

function pointAt(text: string, index: number): Point {
  let row = 0;
  let lineStart = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < index; at = text.indexOf('\n', at + 1)) {
    row++;
    lineStart = at + 1;
  }
  return { row, column: index - lineStart };
}
