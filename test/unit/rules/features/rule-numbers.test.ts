import { describe, expect, it } from 'vitest';
import type { Profile } from '../../../../server/src/rules/service';
import { legacy, nft, open, rules } from '../../../support/rule-fixtures';

/** Lines of the file with the numbers shown in them. */
function numbered(text: string, profile: Profile = nft): string[] {
  const lines = text.split('\n');
  const range = { start: { line: 0, character: 0 }, end: { line: lines.length, character: 0 } };
  const hints = rules.ruleNumbers(open(text, profile), range);
  return lines.map((line, at) => {
    const hint = hints.find(({ position }) => position.line === at);
    if (!hint) return line;
    const { character } = hint.position;
    return `${line.slice(0, character)} <${JSON.stringify(hint.label).replaceAll('"', '')}>${line.slice(character)}`;
  });
}

const rule = (body: string) => numbered(`*filter\n${body}\nCOMMIT\n`).slice(1, -2);

describe('rule numbers', () => {
  it('count the rules of each chain', () => {
    expect(rule('-A INPUT -j LOG\n-A FORWARD -j LOG\n-A INPUT -j DROP')).toEqual([
      '-A INPUT <1> -j LOG',
      '-A FORWARD <1> -j LOG',
      '-A INPUT <2> -j DROP',
    ]);
  });

  it('stand behind the chain, wherever it is', () => {
    expect(rule('[1:2] -A INPUT -j LOG\n-p tcp -A INPUT -j DROP')).toEqual([
      '[1:2] -A INPUT <1> -j LOG',
      '-p tcp -A INPUT <2> -j DROP',
    ]);
  });

  it('are those after all insertions', () => {
    expect(
      rule('-A INPUT -j LOG\n-I INPUT -j DROP\n-I INPUT -j ACCEPT\n-I INPUT 2 -j RETURN\n-I INPUT 5 -j LOG'),
    ).toEqual([
      '-A INPUT <4> -j LOG',
      '-I INPUT <3> -j DROP',
      '-I INPUT <1> -j ACCEPT',
      '-I INPUT <2> 2 -j RETURN',
      '-I INPUT <5> 5 -j LOG',
    ]);
  });

  it('follow deletions and replacements', () => {
    expect(rule('-A INPUT -p tcp\n-A INPUT -p udp\n-A INPUT -p icmp\n-D INPUT 1\n-R INPUT 1 -j LOG')).toEqual(
      ['-A INPUT -p tcp', '-A INPUT -p udp', '-A INPUT <2> -p icmp', '-D INPUT 1', '-R INPUT <1> 1 -j LOG'],
    );
    expect(rule('-A INPUT -p tcp\n-A INPUT -p udp\n-D INPUT -p tcp')[1]).toBe('-A INPUT <1> -p udp');
    expect(rule('-A INPUT -p tcp\n-F INPUT\n-A INPUT -p udp')).toEqual([
      '-A INPUT -p tcp',
      '-F INPUT',
      '-A INPUT <1> -p udp',
    ]);
  });

  it('count each address of a list, which makes a rule of its own', () => {
    expect(rule('-A INPUT -s 1.1.1.1,2.2.2.2 -j LOG\n-A INPUT -j DROP')).toEqual([
      '-A INPUT <1–2> -s 1.1.1.1,2.2.2.2 -j LOG',
      '-A INPUT <3> -j DROP',
    ]);
  });

  it('leave out lines of the other family', () => {
    expect(rule('-6 -A INPUT -j LOG\n-A INPUT -j DROP')[1]).toBe('-A INPUT <1> -j DROP');
  });

  it.each([
    ['a host name, which may be several addresses', '-A INPUT -s example.net\n-A INPUT -j DROP'],
    ['a rule to delete that nobody finds', '-A INPUT -j DROP\n-D INPUT -j LOG'],
    ['a number beyond the chain', '-A INPUT -j DROP\n-D INPUT 7'],
  ])('are silent with %s', (_, body) => {
    expect(rule(body).join('\n')).toBe(body);
  });

  it('are silent about a chain that others may have filled', () => {
    const ufw: Profile = { ...legacy, consumer: 'ufw' };
    const text =
      '*filter\n:ufw-before-input - [0:0]\n-A ufw-before-input -j LOG\n-A ufw-user-input -j LOG\nCOMMIT\n';
    const lines = numbered(text, ufw);
    expect(lines[2]).toBe('-A ufw-before-input <1> -j LOG');
    expect(lines[3]).toBe('-A ufw-user-input -j LOG');
  });

  it('are worked out for the lines that are asked for', () => {
    const snapshot = open(`*filter\n${'-A INPUT -j LOG\n'.repeat(5000)}COMMIT\n`);
    const range = { start: { line: 4000, character: 0 }, end: { line: 4002, character: 0 } };
    expect(rules.ruleNumbers(snapshot, range).map(({ label }) => label)).toEqual(['4000', '4001', '4002']);
  });
});
