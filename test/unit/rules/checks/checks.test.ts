import { describe, expect, it } from 'vitest';
import { createCatalog } from '../../../../server/src/rules/service';
import type { ExtensionFact } from '../../../../server/src/rules/facts/fact';
import {
  expectDiagnostics,
  expectInRule,
  legacy,
  nft,
  open,
  rules,
  settingsOf,
} from '../../../support/rule-fixtures';

describe('options', () => {
  it('are found where no extension has them', () => {
    expectInRule(`-A INPUT --ctstate NEW -j ACCEPT
         ^^^^^^^^^ unknown-option: \`-m conntrack\``);
  });

  it('are corrected by a letter', () => {
    expectInRule(
      `-A INPUT -p tcp --dprot 22
                ^^^^^^^ port-without-protocol: no such option`.replace(
        /\n.*$/,
        '\n                ^^^^^^^ unknown-option',
      ),
    );
  });

  it('of a protocol want its -p before them', () => {
    expectInRule(`-A INPUT --dport 22 -p tcp
         ^^^^^^^ port-without-protocol: comes later`);
  });

  it('of tcp without -p are refused by the kernel, or by iptables-nft itself', () => {
    const fixture = `-A INPUT -m tcp --dport 22
            ^^^ missing-protocol: -p tcp`;
    expectInRule(fixture, legacy);
    expectInRule(fixture, nft);
    const tierOf = (profile: typeof legacy) =>
      rules
        .diagnostics(open('*filter\n-A INPUT -m tcp --dport 22\nCOMMIT\n', profile))
        .map(({ data }) => (data as { tier: string }).tier);
    expect(tierOf(legacy)).toEqual(['kernel']);
    expect(tierOf(nft)).toEqual(['parser']);
  });

  it('of an extension nobody described are let be', () => {
    expectInRule(`-A INPUT -p tcp -m thirdparty --what ever 1 2 --dport 22 -j ACCEPT
                   ^^^^^^^^^^ (hint) unknown-match: not checked`);
    expectInRule(`-A INPUT -j THIRDPARTY --to nowhere
            ^^^^^^^^^^ (hint) undefined-target: not checked`);
  });

  it('of xtables-addons are only hinted at, without options and however like those of iptables', () => {
    expectInRule(`-A INPUT -m psd -j DROP
            ^^^ (hint) unknown-match: not checked`);
    expectInRule(`-A INPUT -m length2 --layer4 --length 0:8 -j DROP
            ^^^^^^^ (hint) unknown-match: not checked`);
    expectInRule(`-A INPUT -p tcp -j DELUDE
                   ^^^^^^ (hint) undefined-target: not checked`);
    expectInRule(`-A INPUT -g TARPIT
            ^^^^^^ undefined-target: not a chain`);
  });

  it('of an extension learned from C are checked like any other', () => {
    const clone: ExtensionFact = {
      kind: 'target',
      name: 'CLONE',
      families: ['ipv4', 'ipv6'],
      tables: ['filter'],
      explanation: '',
      options: [{ name: 'mark', value: 'mark', mandatory: true, explanation: '' }],
      learned: { from: '/kernel/libxt_CLONE.c' },
    };
    const catalog = createCatalog({ learned: [clone] });
    expectInRule('-A INPUT -j CLONE --mark 0x1', legacy, catalog);
    expectInRule(
      `-A INPUT -j CLONE
            ^^^^^ missing-option: option "--mark" must be specified`,
      legacy,
      catalog,
    );
    expectInRule(
      `-A INPUT -j CLONE --mark blue
                         ^^^^ bad-mark`,
      legacy,
      catalog,
    );
    expectDiagnostics(
      `*mangle\n-A INPUT -j CLONE --mark 1
            ^^^^^ misplaced-extension: works in filter\nCOMMIT\n`,
      legacy,
      catalog,
    );
  });
});

describe('values', () => {
  it.each([
    ['-A INPUT -p tcp --dport SSH', '                        ^^^ bad-port: did you mean `ssh`'],
    ['-A INPUT -p tcp --dport 80,443', '                        ^^^^^^ bad-port: -m multiport'],
    ['-A INPUT -p tcp -m multiport --dports 1,x,3', '                                        ^ bad-port'],
    ['-A INPUT -s 10.0.0.0/33', '                     ^^ bad-address: invalid mask'],
    ['-A INPUT -s 1.1.1.1,300.1.1.1', '                    ^^^^^^^^^ bad-address'],
    ['-A INPUT -s ::1', '            ^^^ bad-address: IPv6'],
    ['-A INPUT -p tpc', '            ^^^ bad-protocol: did you mean `tcp`'],
    ['-A INPUT -m mark --mark 1/', '                         ^ bad-mark'],
    ['-A INPUT -m conntrack --ctstate NEW,BAR', '                                    ^^^ bad-word'],
    ['-A INPUT -j LOG --log-level warn', '                            ^^^^ bad-word'],
    ['-A INPUT -i abcdefghijklmnop', '            ^^^^^^^^^^^^^^^^ bad-interface'],
  ])('%s', (rule, mark) => {
    expectInRule(`${rule}\n${mark}`);
  });

  it.each([
    '-A INPUT -s $LAN',
    '-A INPUT -p tcp --dport {{ port }}',
    '-A INPUT -s gateway.example.net',
    '-A INPUT -i ${WAN}',
  ])('that only somebody else can know are let be: %s', (rule) => {
    const found = rules
      .diagnostics(open(`*filter\n${rule}\nCOMMIT\n`))
      .filter(({ code }) => String(code).startsWith('bad-'));
    expect(found).toEqual([]);
  });
});

describe('a variable in the place of an option', () => {
  it.each([
    '-A INPUT $EXTRA --dport 22 -j ACCEPT',
    '-A INPUT -m tcp $PROTOCOL --dport 22 -j ACCEPT',
    '$COMMAND INPUT -j ACCEPT',
    '-$ACTION INPUT -j ACCEPT',
    '-A INPUT -p tcp --${SIDE}port 22 -j ACCEPT',
    '-A INPUT -p $PROTOCOL --dport 22 -j ACCEPT',
    '-A INPUT ! $FROM -m limit $LIMIT -j ACCEPT',
    '-A FORWARD -j TEE $WHERE',
    '-A $CHAIN -j $OTHER',
  ])('may be anything: %s', (rule) => {
    expectInRule(rule);
  });

  it('hides no fault of what is known', () => {
    expectInRule(`-A INPUT $EXTRA -s 10.0.0.0/33 -j ACCEPT
                            ^^ bad-address: invalid mask`);
  });
});

describe('the structure of a file', () => {
  it('is that of tables', () => {
    expectDiagnostics(`*filter
-A INPUT -j ACCEPT # all
                   ^ stray-argument: a comment needs a line of its own
  # note
  ^ misplaced-blank
COMMIT
-A INPUT -j DROP
^^^^^^^^^^^^^^^^ outside-table
`);
  });

  it('lacks a COMMIT', () => {
    expectDiagnostics(`*filter
^^^^^^^ missing-commit: COMMIT expected at line 3
-A INPUT -j ACCEPT
`);
  });

  it('may lack the last newline with iptables-nft only', () => {
    expectDiagnostics('*filter\nCOMMIT\n^^^^^^ no-final-newline'.replace(/\n(?=\^)/, '\n'), legacy);
    expectDiagnostics('*filter\nCOMMIT\n^^^^^^ (hint) no-final-newline', nft);
  });

  it('with CRLF line ends has one fault and one fix', () => {
    const [found, ...others] = rules.diagnostics(open('*filter\r\n-A INPUT -j ACCEPT\r\nCOMMIT\r\n'));
    expect(found?.code).toBe('carriage-return');
    expect(others).toEqual([]);
  });
});

describe('chains', () => {
  it('exist from their declaration on', () => {
    expectInRule(`-A INPUT -j web
            ^^^ undefined-target: declared on line 3
:web - [0:0]
 ^^^ (hint) unused-chain`);
  });

  it('are not unused where Docker jumps to them by itself', () => {
    expectInRule(':DOCKER-USER - [0:0]\n-A DOCKER-USER -s 192.0.2.7 -j DROP');
  });

  it('are known to the kernel by the hooks they are reached from', () => {
    expectDiagnostics(`*nat
:out - [0:0]
-A PREROUTING -j out
-A out -j MASQUERADE
          ^^^^^^^^^^ misplaced-extension: PREROUTING
COMMIT
`);
  });

  it('may not go round in circles', () => {
    expectInRule(`:a - [0:0]
:b - [0:0]
-A INPUT -j a
-A a -j b
-A b -j a
        ^ chain-loop`);
  });

  it('hide rules behind a verdict, and say equal ones twice', () => {
    expectInRule(`-A INPUT -i lo -j ACCEPT
-A INPUT -i lo -j ACCEPT
^^^^^^^^^^^^^^^^^^^^^^^^ (warning) duplicate-rule: line 2
-A INPUT -j DROP
-A INPUT -i eth0 -j ACCEPT
^^^^^^^^^^^^^^^^^^^^^^^^^^ (warning) unreachable-rule: line 4`);
  });
});

describe('a comment nfw-disable-line', () => {
  it('silences the named checks on the next line alone', () => {
    expectInRule(`# nfw-disable-line bad-port, bad-address
-A INPUT -p tcp --dport SSH
-A INPUT -p tcp --dport SSH
                        ^^^ bad-port`);
  });
});

describe('the severity of a check', () => {
  it('is what the settings say', () => {
    const text = '*filter\n-A INPUT -p tcp --dport SSH\nCOMMIT\n';
    const found = (severities: Record<string, 'off' | 'warning'>) =>
      rules.diagnostics(rules.open(text, { ...settingsOf(), severities })).map(({ severity }) => severity);
    expect(found({ 'bad-port': 'off' })).toEqual([]);
    expect(found({ 'bad-port': 'warning' })).toEqual([2]);
  });
});
