import { describe, expect, it } from 'vitest';
import { withCursor } from '../../../support/markers';
import { open, rules } from '../../../support/rule-fixtures';

function labelsAt(fixture: string): string[] {
  const { text, position } = withCursor(fixture);
  const items = rules.completions(open(text), position);
  return items.sort((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1)).map(({ label }) => label);
}

describe('completion', () => {
  it.each([
    ['$0', '*filter'],
    ['*filter\n$0', '-A'],
    ['*filter\n:$0', 'FORWARD'],
    ['*filter\n:INPUT $0', 'DROP'],
    ['*filter\n-A $0', 'INPUT'],
    ['*filter\n:web - [0:0]\n-A INPUT -j $0', 'web'],
    ['*filter\n-A INPUT -p tcp $0', '--dport'],
    ['*filter\n-A INPUT -p tcp --dport $0', 'ssh'],
    ['*filter\n-A INPUT -m $0', 'conntrack'],
    ['*filter\n-A INPUT -m conntrack --ctstate NEW,$0', 'ESTABLISHED'],
    ['*filter\n-A INPUT -p $0', 'tcp'],
    ['*filter\n-P INPUT $0', 'DROP'],
    ['*filter\n-A INPUT -i eth7\n-A INPUT -i $0', 'eth7'],
    ['*filter\n-A INPUT -p tcp --tcp-flags SYN $0', 'ACK'],
  ])('at %j offers %s', (fixture, label) => {
    expect(labelsAt(fixture)).toContain(label);
  });

  it.each([
    ['*filter\n-A INPUT -j $0', 'MASQUERADE', 'it is a target of the table nat'],
    ['*nat\n-A PREROUTING -j $0', 'MASQUERADE', 'it works in POSTROUTING alone'],
    ['*filter\n-A INPUT -p udp -m $0', 'icmp', 'its protocol is another'],
    ['*filter\n-A INPUT -s 1.2.3.4 $0', '-s', 'it has been used'],
    ['*filter\n-A INPUT -p tcp --syn $0', '--tcp-flags', 'it does not go with --syn'],
    ['*filter\n-A INPUT $0', '-o', 'INPUT has no outgoing interface'],
    ['*filter\n-A INPUT -m comment --comment "-$0', '--comment', 'a text is being typed'],
  ])('at %j leaves out %s: %s', (fixture, label) => {
    expect(labelsAt(fixture)).not.toContain(label);
  });

  it('brings the match along with an option of it', () => {
    const { text, position } = withCursor('*filter\n-A INPUT --ctst$0');
    const item = rules.completions(open(text), position).find(({ label }) => label === '--ctstate');
    expect(item?.textEdit?.newText).toBe('-m conntrack --ctstate');
  });

  it('replaces just the word being typed', () => {
    const { text, position } = withCursor('*filter\n-A INPUT -m conntrack --ctstate NEW,EST$0,X');
    const [item] = rules.completions(open(text), position);
    expect(item?.textEdit).toMatchObject({ range: { start: { line: 1, character: 36 } } });
  });
});
