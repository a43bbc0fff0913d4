import { describe, expect, it } from 'vitest';
import type { SemanticTokens } from 'vscode-languageserver-types';
import { semanticTokensLegend } from '../../../../server/src/rules/service';
import { open, rules } from '../../../support/rule-fixtures';

/** `word: type modifiers` of each token, in order. */
function decode(text: string, { data }: SemanticTokens): string[] {
  const lines = text.split('\n');
  const found: string[] = [];
  let line = 0;
  let start = 0;
  for (let at = 0; at < data.length; at += 5) {
    const [lineDelta = 0, startDelta = 0, length = 0, type = 0, modifiers = 0] = data.slice(at, at + 5);
    line += lineDelta;
    start = lineDelta === 0 ? start + startDelta : startDelta;
    const word = lines[line]?.slice(start, start + length) ?? '';
    const named = semanticTokensLegend.tokenModifiers.filter((_, bit) => modifiers & (1 << bit));
    found.push([`${word}: ${semanticTokensLegend.tokenTypes[type] ?? ''}`, ...named].join(' '));
  }
  return found;
}

function tokensOf(text: string): string[] {
  const tokens = rules.semanticTokens(open(text));
  if (!tokens) throw new Error('There are none.');
  return decode(text, tokens);
}

/** Of a rule in the table filter, which has a chain web. */
function tokensIn(rule: string): string[] {
  const text = `*filter\n:web - [0:0]\n${rule}\nCOMMIT\n`;
  return tokensOf(text).slice(4, -1);
}

describe('semantic tokens', () => {
  it('tell tables, chains, policies and comments', () => {
    expect(tokensOf('# c\n*filter\n:INPUT ACCEPT [1:2]\n:web - [0:0]\nCOMMIT\n')).toEqual([
      '# c: comment',
      '*filter: namespace declaration',
      'INPUT: function declaration defaultLibrary',
      'ACCEPT: enumMember',
      '[1:2]: number',
      'web: function declaration',
      '-: enumMember',
      '[0:0]: number',
      'COMMIT: keyword',
    ]);
  });

  it.each([
    ['-A INPUT -j web', ['-A: keyword', 'INPUT: function defaultLibrary', '-j: keyword', 'web: function']],
    ['-A web -j LOG', ['-A: keyword', 'web: function', '-j: keyword', 'LOG: class']],
    ['-A web -j DROP', ['-A: keyword', 'web: function', '-j: keyword', 'DROP: enumMember']],
    ['-I web 3 -g web', ['-I: keyword', 'web: function', '3: number', '-g: keyword', 'web: function']],
    ['-N new', ['-N: keyword', 'new: function declaration']],
    ['-E web new', ['-E: keyword', 'web: function', 'new: function declaration']],
    ['-P INPUT DROP', ['-P: keyword', 'INPUT: function defaultLibrary', 'DROP: enumMember']],
  ])('%j: %j', (rule, tokens) => {
    expect(tokensIn(rule)).toEqual(tokens);
  });

  it.each([
    ['! -s 1.2.3.4', ['!: operator', '-s: property', '1.2.3.4: number']],
    ['-s gateway', ['-s: property', 'gateway: string']],
    ['-i eth0', ['-i: property', 'eth0: parameter']],
    ['-p tcp --dport ssh', ['-p: property', 'tcp: enumMember', '--dport: property', 'ssh: enumMember']],
    ['-p tcp --dport=22', ['-p: property', 'tcp: enumMember', '--dport: property', '22: number']],
    ['-m mark --mark 0x1/0xff', ['-m: keyword', 'mark: type', '--mark: property', '0x1/0xff: number']],
    ['-m comment --comment "a b"', ['-m: keyword', 'comment: type', '--comment: property', '"a b": string']],
    ['-s $LAN', ['-s: property', '$LAN: variable']],
  ])('of %j: %j', (rule, tokens) => {
    expect(tokensIn(`-A web ${rule}`).slice(2)).toEqual(tokens);
  });

  it('are the same for a part of the file', () => {
    const text = '*filter\n-A INPUT -j LOG\n-A INPUT -j DROP\nCOMMIT\n';
    const range = { start: { line: 2, character: 0 }, end: { line: 2, character: 16 } };
    expect(decode(text, rules.semanticTokensIn(open(text), range))).toEqual([
      '-A: keyword',
      'INPUT: function defaultLibrary',
      '-j: keyword',
      'DROP: enumMember',
    ]);
  });

  it('of a very long file are given in parts only', () => {
    const text = `*filter\n${'-A INPUT -j LOG\n'.repeat(20_000)}COMMIT\n`;
    const snapshot = open(text);
    expect(rules.semanticTokens(snapshot)).toBeUndefined();
    const range = { start: { line: 15_000, character: 0 }, end: { line: 15_001, character: 0 } };
    expect(rules.semanticTokensIn(snapshot, range).data).toHaveLength(2 * 4 * 5);
  });

  it('never overlap, whatever the file is like', () => {
    const text = '*filter\n-vA INPUT -ptcp --dport=22 -jACCEPT\n-A "INPUT" --comment --\n-A\n\n!\n';
    const { data } = rules.semanticTokens(open(text)) ?? { data: [] };
    let end = 0;
    for (let at = 0, start = 0; at < data.length; at += 5) {
      const isNewLine = (data[at] ?? 0) > 0;
      start = isNewLine ? (data[at + 1] ?? 0) : start + (data[at + 1] ?? 0);
      if (!isNewLine) expect(start).toBeGreaterThanOrEqual(end);
      end = start + (data[at + 2] ?? 0);
    }
    expect(data.length).toBeGreaterThan(0);
  });
});
