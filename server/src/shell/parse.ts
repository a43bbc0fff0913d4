// text → tree. The only file that knows tree-sitter's parser of shell scripts. The grammar is Bash's, which is near
// enough to that of other shells for what is read here.
import { Language, Parser } from 'web-tree-sitter';
import type { Tree } from 'web-tree-sitter';

/** The bytes of web-tree-sitter.wasm and tree-sitter-bash.wasm. */
export interface ShellGrammar {
  readonly runtime: Uint8Array;
  readonly bash: Uint8Array;
}

/** The tree is the caller's to delete. */
export type ParseShell = (text: string) => Tree;

export async function createShellParser(grammar: ShellGrammar): Promise<ParseShell> {
  await Parser.init({ wasmBinary: grammar.runtime });
  const parser = new Parser().setLanguage(await Language.load(grammar.bash));
  return (text) => {
    const tree = parser.parse(text);
    if (tree === null) throw new Error('tree-sitter gave no tree');
    return tree;
  };
}
