import { describe, expect, it } from 'vitest';
import type { MarkupContent } from 'vscode-languageserver-types';
import { withCursor } from '../../../support/markers';
import { legacy, open, rules } from '../../../support/rule-fixtures';
import type { Profile } from '../../../../server/src/rules/service';

const ipv6: Profile = { ...legacy, family: 'ipv6' };

function hoverAt(fixture: string, profile: Profile = legacy): string {
  const { text, position } = withCursor(fixture);
  const hover = rules.hover(open(text, profile), position);
  return hover ? (hover.contents as MarkupContent).value : '';
}

const inRule = (rule: string, profile?: Profile) => hoverAt(`*filter\n-A INPUT ${rule}\nCOMMIT\n`, profile);

describe('hover says what a value amounts to', () => {
  it.each([
    ['-s 10.0.$00.7/8', '`10.0.0.0` to `10.255.255.255`: 16,777,216 addresses, mask `255.0.0.0`'],
    ['-s 10.0.$00.7/255.255.0.0', '`10.0.0.0` to `10.0.255.255`'],
    ['-s 10.0.$00.7', 'The address `10.0.0.7`'],
    ['-s 1$00/8', '`10.0.0.0` to `10.255.255.255`'],
    ['-s 10.0.0.0/25$05.0.255.0', 'in the bits of `255.0.255.0`'],
    ['-s 0.0.$00.0/0', 'Every address'],
    ['-d gate$0way', 'looked up when the rules are loaded'],
    ['-p tcp --dport 2$02', 'Port 22: ssh'],
    ['-p tcp --dport s$0sh', 'Port 22: ssh'],
    ['-p tcp --dport 10$024:', 'Ports 1024 to 65535: 64512 of them'],
    ['-p tcp -m multiport --dports 8$00,443', 'Port 443: https'],
    ['-p udp --dport 5$03', 'domain'],
    ['-m mark --mark 0x$0a/0xf', 'Mark `0xa` = 10, in bits `0000_1010`'],
    ['-p t$0cp', 'Protocol 6: tcp'],
    ['-p 4$07', 'Protocol 47: gre'],
    ['-p icmp --icmp-type echo-re$0quest', 'Type 8, any code: echo-request'],
    ['-p icmp --icmp-type port-un$0', 'Type 3, code 3: port-unreachable'],
    ['-p icmp --icmp-type 3$0/4', 'Type 3, code 4: fragmentation-needed'],
    ['-m limit --limit 20$0/minute', 'One every 3 seconds'],
    ['-m limit --limit 5$0/sec', '5 in a second'],
    ['-j LOG --log-level $04', 'Level 4 of 7: warning'],
    ['-m hashlimit --hashlimit-upto 20$0/minute', 'One every 3 seconds'],
    ['-m hashlimit --hashlimit-above 5$0/s', '5 in a second'],
    ['-m hashlimit --hashlimit-above 2k$0b/s', '2048 bytes in a second'],
    ['-m dscp --dscp-class E$0F', 'DSCP `0x2e`'],
    ['-m realm --realm 0x1$0/0xff', '`0x1` = 1, of which the bits of `0xff` count'],
    ['-m devgroup --src-group of$0fice', 'looked up when the rules are loaded'],
    ['-m bpf --bytecode "1,6 0$0 0 0"', 'A program of one instruction'],
    ['-i eth$0+', 'begins with `eth`'],
    ['-p tcp --tcp-option 0x$010', 'is 16'],
    ['-p tcp --tcp-flags SYN,R$0ST SYN', 'Looked at: SYN, RST.'],
    ['-p tcp --tcp-flags A$0LL SYN', 'Looked at: FIN, SYN, RST, PSH, ACK, URG.'],
    ['-p tcp --tcp-flags SYN,RST S$0YN', 'Must be set: SYN; of those that are looked at, no other may be.'],
    ['-p tcp --tcp-flags ALL NO$0NE', 'None of those that are looked at may be set.'],
    ['-m iprange --src-range 10.0.0.$01-10.0.0.9', '9 addresses.'],
    [
      '-m rateest --rateest x --rateest-lt --rateest-bps 64k$0bit',
      '8,000 bytes in a second, which are 64,000 bits.',
    ],
    ['-m time --datestart 2026-0$02', '2026-02-01, 00:00:00.'],
    ['-m time --weekdays Mo,$06', 'Monday, Saturday.'],
    ['-j RATEEST --rateest-name x --rateest-interval 25$00ms --rateest-ewmalog 1s', '0.25 seconds.'],
    ['-m hashlimit --hashlimit-above 1mb/s --hashlimit-burst 40$00kb', '409,600 bytes.'],
    ['-m string --algo bm --hex-string "GET |0d$0 0a|"', '6 bytes: `47 45 54 20 0d 0a`.'],
    ['-m ttl --ttl-gt 0x$010', 'is 16'],
    ['-m length --length 12$08:', '128 to 65535.'],
    ['-m policy --dir in --pol ipsec --proto 5$00', 'Protocol 50: esp.'],
    ['-m statistic --mode random --probability 0.2$05', '25 %.'],
    ['-j NFQUEUE --queue-balance 0:$03', 'Queues 0 to 3: 4 of them.'],
    ['-p sctp --chunk-types an$0y DATA:Be', 'one of the chunks'],
    ['-p sctp --chunk-types any DATA:B$0e', 'DATA: B on, E off.'],
    [
      '-m tos --tos 0x1$00/0x3f',
      'of which the bits of `0x3f` count: Minimize-Delay. Its upper six bits are the DSCP `0x04`.',
    ],
    [
      '-m u32 --u32 "0>>22&0x$03C@4=1:2,5&&6=1"',
      '- the four bytes at 0, shifted right by 22, & 0x3C, taken as an offset, then the four bytes 4 behind it: 1 to 2 or 5\n- the four bytes at 6: 1',
    ],
    [
      '-m connlimit --connlimit-above 1 --connlimit-mask 2$04',
      'The first 24 bits: the mask `255.255.255.0`.',
    ],
  ])('%s: %s', (rule, words) => {
    expect(inRule(rule)).toContain(words);
  });

  it('in the family of the file', () => {
    expect(inRule('-s 2001:db8::$07/32', ipv6)).toContain('`2001:db8::` to `2001:db8:ffff:ffff:');
    expect(inRule('-p ipv6-icmp --icmpv6-type 1$035', ipv6)).toContain('neighbour-solicitation');
    expect(inRule('-p mh --mh-type b$0u:7', ipv6)).toContain(
      'Types 5 (binding-update) to 7 (binding-error).',
    );
    expect(inRule('-m ipv6header --header ho$0p,44', ipv6)).toContain('0 (hop), 44 (frag).');
    expect(inRule('-m connlimit --connlimit-mask 6$04', ipv6)).toContain('the mask `ffff:ffff:ffff:ffff::`');
  });
});

describe('hover explains', () => {
  it.each([
    ['*filter\n-A INPUT -p tcp --dp$0o 22', '[!] --dport, --destination-port port[:port]'],
    ['*filter\n-A INPUT -p tcp --tcp-fl$0ags SYN SYN', '[!] --tcp-flags mask set'],
    ['*filter\n-A INPUT -p tcp --sy$0n', 'not with `--tcp-flags`'],
    [
      '*filter\n-A OUTPUT -m owner --uid-ow$0ner 0',
      'Option of the match `owner` (hooks OUTPUT, POSTROUTING)',
    ],
    ['*nat\n-A POSTROUTING -j MASQUERADE --random-f$0ully', 'iptables has it from'],
    ['*filter\n-A INPUT -$0s 1.2.3.4', '[!] -s, --source, --src address[/mask][,…]'],
    ['*filter\n-A INPUT -j REJ$0ECT', 'The packet goes no further in this chain.'],
    ['*filter\n-A INPUT -j L$0OG', 'goes on with the next rule'],
    ['*nat\n-A POSTROUTING -j MASQ$0UERADE', 'Tables: nat'],
    ['*fil$0ter', 'which packets pass'],
    ['*filter\n:web - [0:0]\n-A we$0b -j ACCEPT', '1 rule in this file'],
    ['*filter\n:web - [0:0]\n-A we$0b -j ACCEPT', 'Declared on [line 2](file:///rules.v4#L2)'],
    ['*filter\n:we$0b - [0:0]\n-A INPUT -j web', 'Called from INPUT ([line 3](file:///rules.v4#L3))'],
    ['*filter\n:we$0b - [0:0]', 'No rule jumps here.'],
    ['*filter\n:INP$0UT DROP [0:0]', 'Policy: DROP: what no rule decides on is thrown away'],
    ['*filter\n:INPUT DR$0OP [0:0]', 'is thrown away'],
    ['*filter\n-P INPUT ACC$0EPT', 'is let through'],
    ['*filter\n:web $0- [0:0]', 'has no policy'],
  ])('at %j: %s', (fixture, words) => {
    expect(hoverAt(fixture)).toContain(words);
  });

  it('nothing where nothing is known', () => {
    expect(hoverAt('*filter\n-A INPUT -j now$0here')).toBe('');
    expect(hoverAt('# com$0ment')).toBe('');
  });
});
