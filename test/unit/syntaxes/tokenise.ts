// Runs the grammar of rule files the way an editor does, and writes each token with its scope beside it.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as oniguruma from 'vscode-oniguruma';
import { INITIAL, parseRawGrammar, Registry } from 'vscode-textmate';

const root = join(import.meta.dirname, '../../..');
const grammarFile = join(root, 'syntaxes/iptables-rules.tmLanguage.json');
const suffix = '.iptables-rules';

async function loadEngine() {
  const wasm = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm');
  await oniguruma.loadWASM(new Uint8Array(await readFile(wasm)).buffer);
  return {
    createOnigScanner: (patterns: string[]) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text: string) => new oniguruma.OnigString(text),
  };
}

const registry = new Registry({
  onigLib: loadEngine(),
  loadGrammar: async () => parseRawGrammar(await readFile(grammarFile, 'utf8'), grammarFile),
});

/** `text → innermost scope` for each token of each line that has one and is not blank. */
export async function tokenise(text: string): Promise<string[]> {
  const grammar = await registry.loadGrammar('source.iptables-rules');
  if (grammar === null) throw new Error('The grammar does not load.');
  let state = INITIAL;
  return text.split('\n').flatMap((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    return tokens.flatMap(({ startIndex, endIndex, scopes }) => {
      const token = line.slice(startIndex, endIndex);
      const scope = scopes.at(-1)?.replaceAll(suffix, '') ?? '';
      return token.trim() === '' || scopes.length < 2 ? [] : [`${token} → ${scope}`];
    });
  });
}
