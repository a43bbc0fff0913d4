import { describe, expect, it } from 'vitest';
import { tokenise } from './tokenise';

describe('the grammar of rule files', () => {
  it('tells comments, tables, chains and COMMIT apart', async () => {
    expect(await tokenise('# a comment\n*filter\n:INPUT DROP [12:345]\n:LOGDROP - [0:0]\nCOMMIT')).toEqual([
      '# a comment → comment.line.number-sign',
      '* → keyword.control.table',
      'filter → keyword.control.table',
      ': → punctuation.definition.chain',
      'INPUT → entity.name.function.chain',
      'DROP → constant.language.policy',
      '[ → punctuation.definition.counters.begin',
      '12 → constant.numeric.counter',
      ': → punctuation.separator.counters',
      '345 → constant.numeric.counter',
      '] → punctuation.definition.counters.end',
      ': → punctuation.definition.chain',
      'LOGDROP → entity.name.function.chain',
      '- → constant.language.policy',
      '[ → punctuation.definition.counters.begin',
      '0 → constant.numeric.counter',
      ': → punctuation.separator.counters',
      '0 → constant.numeric.counter',
      '] → punctuation.definition.counters.end',
      'COMMIT → keyword.control.commit',
    ]);
  });

  it('reads a rule: command, chain, protocol, match, option, value, verdict', async () => {
    expect(await tokenise('-A INPUT -p tcp -m tcp --dport 22 -j ACCEPT')).toEqual([
      '-A → keyword.control.command',
      'INPUT → entity.name.function.chain',
      '-p → variable.parameter.option',
      'tcp → constant.language.protocol',
      '-m → keyword.control.match',
      'tcp → support.class.match',
      '--dport → variable.parameter.option',
      '22 → constant.numeric',
      '-j → keyword.control.jump',
      'ACCEPT → constant.language.verdict',
    ]);
  });

  it('tells an extension from a chain of the user', async () => {
    const targets = await tokenise(
      '-A FORWARD -j CLONE --mark 0x1\n-A FORWARD -g log-and-drop\n-A X -j lower',
    );
    expect(targets).toContain('CLONE → support.class.target');
    expect(targets).toContain('0x1 → constant.numeric.hex');
    expect(targets).toContain('log-and-drop → entity.name.function.chain');
    expect(targets).toContain('lower → entity.name.function.chain');
  });

  it.each([
    ['192.0.2.1', 'constant.numeric.address.ipv4'],
    ['2001:db8::1', 'constant.numeric.address.ipv6'],
    ['::1', 'constant.numeric.address.ipv6'],
    ['::ffff:192.0.2.1', 'constant.numeric.address.ipv6'],
  ])('knows the address %s with and without a prefix', async (address, scope) => {
    expect(await tokenise(`-A INPUT -s ${address}/24`)).toEqual(
      expect.arrayContaining([`${address} → ${scope}`, '24 → constant.numeric.prefix']),
    );
    expect(await tokenise(`-A INPUT -s ${address} -j DROP`)).toContain(`${address} → ${scope}`);
  });

  it('knows hardware addresses, rates, states and interfaces', async () => {
    const tokens = await tokenise(
      '-A INPUT ! -i eth0.2+ -m mac --mac-source 00:11:22:aa:bb:cc --limit 5/min --ctstate RELATED,ESTABLISHED',
    );
    expect(tokens).toEqual(
      expect.arrayContaining([
        '! → keyword.operator.negation',
        'eth0.2+ → variable.other.interface',
        '00:11:22:aa:bb:cc → constant.numeric.address.mac',
        'min → constant.numeric.rate.unit',
        'RELATED → constant.language.state',
        'ESTABLISHED → constant.language.state',
      ]),
    );
  });

  it('keeps to the strings of iptables: double quotes, with backslashes only in them', async () => {
    expect(await tokenise('-A INPUT --comment "say \\"hi\\" -j DROP" -j LOG')).toEqual([
      '-A → keyword.control.command',
      'INPUT → entity.name.function.chain',
      '--comment → variable.parameter.option',
      '" → punctuation.definition.string.begin',
      'say  → string.quoted.double',
      '\\" → constant.character.escape',
      'hi → string.quoted.double',
      '\\" → constant.character.escape',
      ' -j DROP → string.quoted.double',
      '" → punctuation.definition.string.end',
      '-j → keyword.control.jump',
      'LOG → support.class.target',
    ]);
  });

  it('ends a string that is not closed with its line', async () => {
    expect((await tokenise('-A INPUT --comment "open\nCOMMIT')).at(-1)).toBe(
      'COMMIT → keyword.control.commit',
    );
  });

  it('takes no indented line for a table, a comment or COMMIT, as iptables does not', async () => {
    expect(await tokenise(' # no comment\n *filter\n COMMIT\nCOMMIT now')).toEqual([]);
  });

  it('reads counters before a rule, and an indented rule', async () => {
    const tokens = await tokenise('[1:60] -A INPUT -j DROP\n  -A INPUT -j DROP');
    expect(tokens.slice(0, 7)).toEqual([
      '[ → punctuation.definition.counters.begin',
      '1 → constant.numeric.counter',
      ': → punctuation.separator.counters',
      '60 → constant.numeric.counter',
      '] → punctuation.definition.counters.end',
      '-A → keyword.control.command',
      'INPUT → entity.name.function.chain',
    ]);
    expect(tokens.slice(9, 11)).toEqual([
      '-A → keyword.control.command',
      'INPUT → entity.name.function.chain',
    ]);
  });

  it('reads ports and ranges as numbers', async () => {
    expect(await tokenise('-A INPUT --dports 80,443,8000:8080')).toEqual(
      expect.arrayContaining(['80', '443', '8000', '8080'].map((port) => `${port} → constant.numeric`)),
    );
  });
});
