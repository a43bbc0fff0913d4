// Whole rules for what firewalls mostly do, with places to fill in: those that fit the table and the family.
import { CompletionItemKind } from 'vscode-languageserver-types';
import type { Family, TableName } from '../facts/fact';
import type { TableModel } from '../model/ruleset';
import type { RuleSnapshot } from '../snapshot';
import type { Suggestion } from './completion-item';

interface Template {
  readonly label: string;
  readonly tables: readonly TableName[];
  readonly families?: readonly Family[];
  readonly snippet: string;
  readonly explanation: string;
}

const established = '-m conntrack --ctstate RELATED,ESTABLISHED';

const templates: readonly Template[] = [
  {
    label: 'accept established connections',
    tables: ['filter'],
    snippet: `-A \${1|INPUT,FORWARD,OUTPUT|} ${established} -j ACCEPT`,
    explanation: 'Lets through what belongs to a connection that was let in before.',
  },
  {
    label: 'accept the loopback',
    tables: ['filter'],
    snippet: '-A INPUT -i lo -j ACCEPT',
    explanation: 'Lets this host talk to itself.',
  },
  {
    label: 'drop invalid packets',
    tables: ['filter'],
    snippet: '-A ${1|INPUT,FORWARD|} -m conntrack --ctstate INVALID -j DROP',
    explanation: 'Throws away what belongs to no connection and opens none.',
  },
  {
    label: 'accept a port',
    tables: ['filter'],
    snippet: '-A ${1|INPUT,FORWARD|} -p ${2|tcp,udp|} --dport ${3:443} -m conntrack --ctstate NEW -j ACCEPT',
    explanation: 'Lets new connections to a port through.',
  },
  {
    label: 'accept several ports',
    tables: ['filter'],
    snippet:
      '-A ${1|INPUT,FORWARD|} -p ${2|tcp,udp|} -m multiport --dports ${3:80,443} -m conntrack --ctstate NEW -j ACCEPT',
    explanation: 'Lets new connections to any of up to 15 ports through.',
  },
  {
    label: 'accept ping',
    tables: ['filter'],
    families: ['ipv4'],
    snippet: '-A INPUT -p icmp --icmp-type echo-request -m limit --limit ${1:10/second} -j ACCEPT',
    explanation: 'Answers echo requests, but not a flood of them.',
  },
  {
    label: 'accept ping',
    tables: ['filter'],
    families: ['ipv6'],
    snippet: '-A INPUT -p ipv6-icmp --icmpv6-type echo-request -m limit --limit ${1:10/second} -j ACCEPT',
    explanation: 'Answers echo requests, but not a flood of them.',
  },
  {
    label: 'accept neighbour discovery',
    tables: ['filter'],
    families: ['ipv6'],
    snippet: '-A INPUT -p ipv6-icmp -m hl --hl-eq 255 -j ACCEPT',
    explanation: 'Lets ICMPv6 of the local link through, without which IPv6 does not work.',
  },
  {
    label: 'log, a few a minute',
    tables: ['filter', 'mangle', 'raw'],
    snippet: '-A ${1:OUTPUT} -m limit --limit ${2:5/minute} -j LOG --log-prefix "${3:dropped: }"',
    explanation: 'Writes packets to the kernel log, and not so many that it fills up.',
  },
  {
    label: 'reject with a reason',
    tables: ['filter'],
    families: ['ipv4'],
    snippet: '-A ${1|INPUT,FORWARD|} -j REJECT --reject-with ${2:icmp-admin-prohibited}',
    explanation: 'Refuses packets and tells their sender.',
  },
  {
    label: 'reject with a reason',
    tables: ['filter'],
    families: ['ipv6'],
    snippet: '-A ${1|INPUT,FORWARD|} -j REJECT --reject-with ${2:icmp6-adm-prohibited}',
    explanation: 'Refuses packets and tells their sender.',
  },
  {
    label: 'masquerade',
    tables: ['nat'],
    snippet: '-A POSTROUTING -o ${1:eth0} -j MASQUERADE',
    explanation: 'Gives connections the address of the interface they leave by.',
  },
  {
    label: 'forward a port',
    tables: ['nat'],
    families: ['ipv4'],
    snippet:
      '-A PREROUTING -i ${1:eth0} -p ${2|tcp,udp|} --dport ${3:8080} -j DNAT --to-destination ${4:192.0.2.10:80}',
    explanation: 'Leads connections to a port on to another host.',
  },
  {
    label: 'forward a port',
    tables: ['nat'],
    families: ['ipv6'],
    snippet:
      '-A PREROUTING -i ${1:eth0} -p ${2|tcp,udp|} --dport ${3:8080} -j DNAT --to-destination ${4:[2001:db8::10]:80}',
    explanation: 'Leads connections to a port on to another host.',
  },
  {
    label: 'redirect a port to this host',
    tables: ['nat'],
    snippet: '-A PREROUTING -p ${1|tcp,udp|} --dport ${2:80} -j REDIRECT --to-ports ${3:8080}',
    explanation: 'Leads connections to a port to another port of this host.',
  },
  {
    label: 'mark packets',
    tables: ['mangle'],
    snippet: '-A PREROUTING -i ${1:eth0} -j MARK --set-xmark ${2:0x1/0xff}',
    explanation: 'Gives packets a mark that routing and later rules can ask for.',
  },
  {
    label: 'clamp the segment size',
    tables: ['mangle'],
    snippet: '-A FORWARD -p tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu',
    explanation: 'Keeps TCP segments small enough for the path, where its routers do not say how small.',
  },
  {
    label: 'leave untracked',
    tables: ['raw'],
    snippet: '-A ${1|PREROUTING,OUTPUT|} -p ${2|udp,tcp|} --dport ${3:53} -j CT --notrack',
    explanation: 'Keeps packets from connection tracking, which busy servers save time by.',
  },
];

export function completeTemplates({ settings }: RuleSnapshot, table: TableModel): Suggestion[] {
  const { family } = settings.profile;
  return templates
    .filter(
      ({ tables, families }) =>
        tables.some((name) => name === table.name) && (families?.includes(family) ?? true),
    )
    .map(({ label, snippet, explanation }) => ({
      label,
      kind: CompletionItemKind.Snippet,
      snippet,
      detail: 'rule',
      documentation: explanation,
      rank: 8,
    }));
}
