import { describe, expect, it } from 'vitest';
import { withCursor } from '../../../support/markers';
import { open, rules } from '../../../support/rule-fixtures';

/** The signature with the active argument in brackets. */
function signatureAt(fixture: string): string | undefined {
  const { text, position } = withCursor(fixture);
  const help = rules.signatureHelp(open(text), position);
  const [signature] = help?.signatures ?? [];
  const label = signature?.parameters?.[help?.activeParameter ?? 0]?.label;
  if (!signature || !Array.isArray(label)) return undefined;
  const [start, end] = label;
  return `${signature.label.slice(0, start)}<${signature.label.slice(start, end)}>${signature.label.slice(end)}`;
}

describe('signature help', () => {
  it.each([
    ['-A INPUT -p tcp --dport $0', '--dport <port[:port]>'],
    ['-A INPUT -p tcp --dport 2$02 -j ACCEPT', '--dport <port[:port]>'],
    ['-A INPUT -p tcp --dport=$0', '--dport <port[:port]>'],
    ['-A INPUT -p tcp --tcp-flags $0', '--tcp-flags <mask> set'],
    ['-A INPUT -p tcp --tcp-flags SYN,$0', '--tcp-flags <mask> set'],
    ['-A INPUT -p tcp --tcp-flags SYN,ACK $0', '--tcp-flags mask <set>'],
    ['-A INPUT -m set --match-set $0', '--match-set <set> src|dst[,…]'],
    ['-A INPUT -m set --match-set bad $0', '--match-set set <src|dst[,…]>'],
    ['-A INPUT -s $0', '-s <address[/mask][,…]>'],
    ['-A INPUT ! -s $0', '-s <address[/mask][,…]>'],
    ['-I INPUT $0', '-I chain <[number]>'],
    ['-P INPUT $0', '-P chain <ACCEPT|DROP>'],
    ['-E $0', '-E <chain> new-name'],
    ['-E web $0', '-E chain <new-name>'],
    ['-A INPUT -j LOG --log-prefix "a$0"', '--log-prefix <text>'],
  ])('in %j is %s', (rule, signature) => {
    expect(signatureAt(`*filter\n:web - [0:0]\n${rule}\nCOMMIT\n`)).toBe(signature);
  });

  it.each([
    '-A INPUT -p tcp --syn $0',
    '-A INPUT -j $0',
    '-A $0',
    '-A INPUT -p tcp $0',
    '# -s $0',
    '-I INPUT -$0',
  ])('in %j is none', (rule) => {
    expect(signatureAt(`*filter\n${rule}\nCOMMIT\n`)).toBeUndefined();
  });
});
