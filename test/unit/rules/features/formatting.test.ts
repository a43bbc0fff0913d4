import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Range } from 'vscode-languageserver-types';
import { describe, expect, it } from 'vitest';
import { legacy, open, rules } from '../../../support/rule-fixtures';

function format(text: string, range?: Range): string {
  const document = TextDocument.create('file:///rules.v4', 'iptables-rules', 1, text);
  return TextDocument.applyEdits(document, rules.formatting(open(text, legacy), range));
}

const inFilter = (rule: string) => `*filter\n${rule}\nCOMMIT\n`;

describe('formatting', () => {
  it.each([
    [
      '-A INPUT -j ACCEPT -p tcp --dport ssh -s 10.0.0.7/8',
      '-A INPUT -s 10.0.0.0/8 -p tcp -m tcp --dport 22 -j ACCEPT',
    ],
    ['-A INPUT   -m comment --comment  "ok"  -j DROP', '-A INPUT -m comment --comment ok -j DROP'],
    ['--append INPUT --jump REJECT', '-A INPUT -j REJECT --reject-with icmp-port-unreachable'],
    ['-A INPUT -c 1 2 -j ACCEPT', '[1:2] -A INPUT -j ACCEPT'],
    ['-I INPUT 2 -s 0/0 -i + -p all -j ACCEPT', '-I INPUT 2 -j ACCEPT'],
    ['-P   INPUT DROP', '-P INPUT DROP'],
  ])('writes %s as iptables-save does', (rule, formatted) => {
    expect(format(inFilter(rule))).toBe(inFilter(formatted));
  });

  it.each([
    ['a comment', '#  two  blanks'],
    ['a rule with a fault', '-A INPUT  -p tcp --dport 99999 -j ACCEPT'],
    ['a rule that the kernel refuses', '-A INPUT  -m tcp --dport 22 -j ACCEPT'],
    ['a variable', '-A INPUT  -s $NETWORK -j ACCEPT'],
    ['an extension nobody described', '-A INPUT  -j MINE --level 3'],
    ['a line for the other family', '-A INPUT  -6 -j ACCEPT'],
  ])('leaves %s alone', (_what, line) => {
    expect(format(inFilter(line))).toBe(inFilter(line));
  });

  it('gives chains their counters, and tables one word', () => {
    expect(format('*filter \n:INPUT   ACCEPT\n:web - [3:4]\nCOMMIT\n')).toBe(
      '*filter\n:INPUT ACCEPT [0:0]\n:web - [3:4]\nCOMMIT\n',
    );
  });

  it('formats no more than the lines of a range', () => {
    const text = '*filter\n-A INPUT  -j DROP\n-A INPUT  -j ACCEPT\nCOMMIT\n';
    const range = { start: { line: 2, character: 3 }, end: { line: 2, character: 5 } };
    expect(format(text, range)).toBe('*filter\n-A INPUT  -j DROP\n-A INPUT -j ACCEPT\nCOMMIT\n');
  });
});
