// text → masked text → tree. The only file that knows tree-sitter's parser; everything after it reads nodes.

/** The bytes of web-tree-sitter.wasm and tree-sitter-c.wasm. */
export interface GrammarBytes {
  readonly runtime: Uint8Array;
  readonly c: Uint8Array;
}
