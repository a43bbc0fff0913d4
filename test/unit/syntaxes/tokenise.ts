// Runs a grammar of the extension the way an editor does, and writes each token with its scope beside it.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as oniguruma from 'vscode-oniguruma';
import { INITIAL, parseRawGrammar, Registry } from 'vscode-textmate';

const root = join(import.meta.dirname, '../../..');
type Language = 'iptables-rules' | 'iptables-tests';

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
  loadGrammar: async (scope) => {
    const file = join(root, `syntaxes/${scope.replace('source.', '')}.tmLanguage.json`);
    return parseRawGrammar(await readFile(file, 'utf8'), file);
  },
});

/** `text → innermost scope` for each token of each line that has one and is not blank. */
export async function tokenise(text: string, language: Language = 'iptables-rules'): Promise<string[]> {
  const grammar = await registry.loadGrammar(`source.${language}`);
  if (grammar === null) throw new Error('The grammar does not load.');
  let state = INITIAL;
  return text.split('\n').flatMap((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    return tokens.flatMap(({ startIndex, endIndex, scopes }) => {
      const token = line.slice(startIndex, endIndex);
      const scope = scopes.at(-1)?.replaceAll(/\.iptables-(?:rules|tests)/g, '') ?? '';
      return token.trim() === '' || scopes.length < 2 ? [] : [`${token} → ${scope}`];
    });
  });
}
