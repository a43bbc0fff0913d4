import type { Position } from 'vscode-languageserver-types';
import { describe, expect, it } from 'vitest';
import { withCursor } from '../../../support/markers';
import { open, rules } from '../../../support/rule-fixtures';

function labelsAt(fixture: string): string[] {
  const { text, position } = withCursor(fixture);
  const items = rules.completions(open(text), position);
  return items.sort((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1)).map(({ label }) => label);
}

function hoverAt(fixture: string): string {
  const { text, position } = withCursor(fixture);
  return JSON.stringify(rules.hover(open(text), position)?.contents ?? '');
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

describe('hover', () => {
  it.each([
    ['*filter\n-A INPUT -s 10.0.$00.0/8', '10.255.255.255'],
    ['*filter\n-A INPUT -p tcp --dport 2$02', 'ssh'],
    ['*filter\n-A INPUT -p tcp --dp$0o 22', 'destination-port'],
    ['*filter\n-A INPUT -m mark --mark 0x$0a/0xf', '1010'],
    ['*filter\n-A INPUT -j REJ$0ECT', 'tells its sender'],
    ['*fil$0ter', 'which packets pass'],
    ['*filter\n:web - [0:0]\n-A we$0b -j ACCEPT', '1 rule'],
  ])('at %j says %s', (fixture, words) => {
    expect(hoverAt(fixture)).toContain(words);
  });
});

describe('names', () => {
  const text = '*filter\n:web - [0:0]\n-A INPUT -j web\n-A web -j LOG --log-uid\nCOMMIT\n';
  const at = (line: number, character: number): Position => ({ line, character });

  it('of chains lead to their declaration and to their uses', () => {
    expect(rules.definition(open(text), at(2, 13))).toMatchObject({
      kind: 'chain',
      targets: [{ start: { line: 1, character: 1 } }],
    });
    expect(rules.references(open(text), at(1, 2), true).map(({ start }) => start.line)).toEqual([1, 2, 3]);
    expect(rules.references(open(text), at(1, 2), false).map(({ start }) => start.line)).toEqual([2, 3]);
  });

  it('of extensions and options lead to C, for those who know it', () => {
    const extension = { kind: 'target', name: 'LOG' };
    expect(rules.definition(open(text), at(3, 11))).toMatchObject({ kind: 'extension', extension });
    expect(rules.definition(open(text), at(3, 18))).toMatchObject({
      kind: 'option',
      extension,
      option: 'log-uid',
    });
    expect(rules.uses(open(text), { kind: 'target', name: 'LOG' }, 'log-uid')).toHaveLength(1);
  });

  it('make the outline', () => {
    const [table] = rules.symbols(open(text));
    expect(table).toMatchObject({ name: 'filter', range: { end: { line: 4 } } });
    expect(table?.children?.map(({ name }) => name)).toEqual(['INPUT', 'web']);
  });
});

describe('folding', () => {
  it('takes tables, comments and rules of one chain', () => {
    const text = '# a\n# b\n*filter\n-A INPUT -j LOG\n-A INPUT -j DROP\nCOMMIT\n';
    const folded = rules.foldingRanges(open(text)).map(({ startLine, endLine }) => [startLine, endLine]);
    expect(folded).toEqual([
      [0, 1],
      [2, 5],
      [3, 4],
    ]);
  });
});

describe('quick fixes', () => {
  /** The text after the first fix of the first diagnostic. */
  function repaired(text: string): string {
    const snapshot = open(text);
    const [found] = rules.diagnostics(snapshot);
    const [action] = found ? rules.codeActions(snapshot, found.range) : [];
    const edits = action?.edit?.changes?.['file:///rules.v4'] ?? [];
    const lines = text.split('\n');
    const offsetOf = ({ line, character }: Position) =>
      lines.slice(0, line).reduce((sum, { length }) => sum + length + 1, 0) + character;
    const backwards = [...edits].sort((a, b) => offsetOf(b.range.start) - offsetOf(a.range.start));
    return backwards.reduce(
      (result, { range, newText }) =>
        result.slice(0, offsetOf(range.start)) + newText + result.slice(offsetOf(range.end)),
      text,
    );
  }

  it.each([
    ['*filter\n-A INPUT -j ACCEPT\n', '*filter\n-A INPUT -j ACCEPT\nCOMMIT\n'],
    ['*filter\nCOMMIT', '*filter\nCOMMIT\n'],
    ['*filter\r\nCOMMIT\r\n', '*filter\nCOMMIT\n'],
    ['*filter\nCOMMIT \n', '*filter\nCOMMIT\n'],
    ['*filter\n  # x\nCOMMIT\n', '*filter\n# x\nCOMMIT\n'],
    ['*filter\n-A INPUT -j ACCEPT # x\nCOMMIT\n', '*filter\n# x\n-A INPUT -j ACCEPT\nCOMMIT\n'],
    [
      '*filter\n-A INPUT --dport 22 -p tcp -j ACCEPT\nCOMMIT\n',
      '*filter\n-A INPUT -p tcp --dport 22 -j ACCEPT\nCOMMIT\n',
    ],
    ['*filter\n-A INPUT -p tcp --dport SSH\nCOMMIT\n', '*filter\n-A INPUT -p tcp --dport ssh\nCOMMIT\n'],
    ['*filter\n-A INPUT -s ! 1.2.3.4\nCOMMIT\n', '*filter\n-A INPUT ! -s 1.2.3.4\nCOMMIT\n'],
    ['*filter\n-A INPUT -j accept\nCOMMIT\n', '*filter\n-A INPUT -j ACCEPT\nCOMMIT\n'],
    ['*filter\n-A INPUT -g web\nCOMMIT\n', '*filter\n:web - [0:0]\n-A INPUT -g web\nCOMMIT\n'],
    ['*filter\n-A INPUT -ptcp\nCOMMIT\n', '*filter\n-A INPUT -p tcp\nCOMMIT\n'],
  ])('make of %j %j', (before, after) => {
    expect(repaired(before)).toBe(after);
  });
});
