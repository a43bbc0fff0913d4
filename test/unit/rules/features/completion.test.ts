import { CompletionItemKind, InsertTextFormat } from 'vscode-languageserver-types';
import type { CompletionItem, MarkupContent } from 'vscode-languageserver-types';
import { describe, expect, it } from 'vitest';
import { createCatalog } from '../../../../server/src/rules/service';
import type { Profile } from '../../../../server/src/rules/service';
import { applyEdits } from '../../../support/apply-edits';
import { withCursor } from '../../../support/markers';
import { legacy, nft, open, rules } from '../../../support/rule-fixtures';

const catalog = createCatalog();
const ipv6: Profile = { ...legacy, family: 'ipv6' };
const newer: Profile = { ...legacy, version: '1.8.11' };

function itemsAt(fixture: string, profile: Profile = legacy, snippets = false): CompletionItem[] {
  const { text, position } = withCursor(fixture);
  const { items } = rules.completions(open(text, profile), position, { snippets });
  return items.sort((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1));
}

const labelsAt = (fixture: string, profile?: Profile) => itemsAt(fixture, profile).map(({ label }) => label);

/** The text after an item was taken. */
function taken(fixture: string, label: string, snippets = false): string {
  const { text } = withCursor(fixture);
  const item = itemsAt(fixture, legacy, snippets).find((candidate) => candidate.label === label);
  if (!item?.textEdit || !('range' in item.textEdit)) throw new Error(`${label} is not offered.`);
  return applyEdits(text, [item.textEdit]);
}

describe('completion', () => {
  it.each([
    ['$0', '*filter'],
    ['*filter\n$0', '-A'],
    ['*filter\n-A INPUT -j ACCEPT\nC$0', 'COMMIT'],
    ['*filter\n:$0', 'FORWARD'],
    ['*filter\n:$0\n-A INPUT -j web\nCOMMIT\n', 'web'],
    ['*filter\n:INPUT $0', 'DROP'],
    ['*filter\n-A $0', 'INPUT'],
    ['*filter\n:web - [0:0]\n-A INPUT -j $0', 'web'],
    ['*filter\n:web - [0:0]\n-A INPUT -g $0', 'web'],
    ['*filter\n-A INPUT -p tcp $0', '--dport'],
    ['*filter\n-A INPUT -p tcp --dport $0', 'ssh'],
    ['*filter\n-A INPUT -p tcp --dport ssh:$0', 'http'],
    ['*filter\n-A INPUT -p tcp -m multiport --dports ssh,$0', 'http'],
    ['*filter\n-A INPUT -m $0', 'conntrack'],
    ['*filter\n-A INPUT -m conntrack --ctstate NEW,$0', 'ESTABLISHED'],
    ['*filter\n-A INPUT -m conntrack --ctstate "NEW,$0"', 'ESTABLISHED'],
    ['*filter\n-A INPUT -m conntrack --ctstate=NEW,$0', 'ESTABLISHED'],
    ['*filter\n-A INPUT -m conntrack ! --ctstate $0', 'INVALID'],
    ['*filter\n-A INPUT -j "$0"', 'ACCEPT'],
    ['*filter\n-A INPUT --jump $0', 'ACCEPT'],
    ['*filter\n-A INPUT -p $0', 'tcp'],
    ['*filter\n-P INPUT $0', 'DROP'],
    ['*filter\n-A INPUT -j LOG\n-I INPUT $0', '1'],
    ['*filter\n-I INPUT $0', '-p'],
    ['*filter\n:web - [0:0]\n-F $0', 'web'],
    ['*filter\n:web - [0:0]\n-E $0', 'web'],
    ['*filter\n-A INPUT -i eth7\n-A INPUT -i $0', 'eth7'],
    ['*filter\n-A INPUT -s 192.0.2.7\n-A INPUT -d $0', '192.0.2.7'],
    ['*filter\n-A INPUT -m set --match-set bad src\n-A INPUT -m set --match-set $0', 'bad'],
    ['*filter\n-A INPUT -m set --match-set bad $0', 'src'],
    ['*filter\n-A INPUT -m set --match-set bad src,$0', 'dst'],
    ['*filter\n-A INPUT -m mark --mark 0x7/0xf\n-A INPUT -m connmark --mark $0', '0x7/0xf'],
    ['*filter\n-A INPUT -m limit --limit 5/$0', 'minute'],
    ['*filter\n-A INPUT -j LOG --log-level $0', 'info'],
    ['*filter\n-A INPUT -j REJECT --reject-with $0', 'icmp-port-unreachable'],
    ['*filter\n-A INPUT -p icmp --icmp-type $0', 'echo-request'],
    ['*filter\n-A INPUT -p tcp --tcp-flags SYN $0', 'ACK'],
    ['*filter\n-A INPUT -p tcp --tcp-flags SYN,$0', 'RST'],
    ['*filter\n-A INPUT -s 1.2.3.4 $0-j ACCEPT', '-p'],
    ['*filter\n-A INPUT ! $0', '-s'],
  ])('at %j offers %s', (fixture, label) => {
    expect(labelsAt(fixture)).toContain(label);
  });

  it.each([
    ['*filter\n-A INPUT -j $0', 'MASQUERADE', 'it is a target of the table nat'],
    ['*nat\n-A PREROUTING -j $0', 'MASQUERADE', 'it works in POSTROUTING alone'],
    ['*nat\n-A PREROUTING -j $0', 'DROP', 'nothing is dropped in nat'],
    ['*nat\n-P PREROUTING $0', 'DROP', 'nothing is dropped in nat'],
    ['*nat\n:web - [0:0]\n-A PREROUTING -j web\n-A web -j $0', 'SNAT', 'packets come from PREROUTING'],
    ['*filter\n:web - [0:0]\n-A INPUT -j web\n-A web -m $0', 'owner', 'packets come from INPUT'],
    ['*filter\n:web - [0:0]\n-A INPUT -j web\n-A web $0', '-o', 'packets come from INPUT'],
    ['*filter\n-A INPUT -p udp -m $0', 'icmp', 'its protocol is another'],
    ['*filter\n-A INPUT -m $0', 'icmp6', 'it is of the other family'],
    ['*filter\n-A INPUT -s 1.2.3.4 $0', '-s', 'it has been used'],
    ['*filter\n-A INPUT -j LOG $0', '-g', 'there is a jump already'],
    ['*filter\n-A INPUT $0 -s 1.2.3.4', '-s', 'it is used further right'],
    ['*filter\n-A INPUT -p tcp --syn $0', '--tcp-flags', 'it does not go with --syn'],
    ['*filter\n-A INPUT -p tcp --tcp-flags ALL SYN $0', '--syn', 'it does not go with --tcp-flags'],
    ['*filter\n-A INPUT $0', '-o', 'INPUT has no outgoing interface'],
    ['*filter\n-A OUTPUT $0', '-i', 'OUTPUT has no incoming interface'],
    ['*filter\n-A INPUT ! $0', '-j', 'a jump cannot be inverted'],
    ['*filter\n-A INPUT -m comment ! $0', '--comment', 'it cannot be inverted'],
    ['*filter\n-F INPUT $0', '-j', '-F takes none'],
    ['*filter\n-A INPUT -m comment --comment "-$0', '--comment', 'a text is being typed'],
    ['*filter\n-A INPUT -m conntrack --ctstate NEW,$0', 'NEW', 'it stands in the list'],
    ['*filter\n:INPUT ACCEPT [0:0]\n:$0', 'INPUT', 'it is declared already'],
    ['*filter\n-N $0', 'INPUT', 'a new chain has a name of its own'],
    ['*filter\n-E INPUT $0', 'INPUT', 'a new chain has a name of its own'],
    ['*filter\n-P $0', 'web', 'only built-in chains have a policy'],
    ['*filter\n-A INPUT -p udp -j REJECT --reject-with $0', 'tcp-reset', 'it is for TCP'],
    ['# -A $0', 'INPUT', 'it is a comment'],
  ])('at %j leaves out %s: %s', (fixture, label) => {
    expect(labelsAt(fixture.replace(/\n-P \$0/, '\n:web - [0:0]\n-P $0'))).not.toContain(label);
  });

  it('knows the family and the version of the file', () => {
    expect(labelsAt('*filter\n-A INPUT -m $0', ipv6)).toContain('icmp6');
    expect(labelsAt('*filter\n-A INPUT -p ipv6-icmp --icmpv6-type $0', ipv6)).toContain(
      'neighbour-solicitation',
    );
    expect(labelsAt('*filter\n-A INPUT -j REJECT --reject-with $0', ipv6)).toContain('icmp6-no-route');
    const options = '*nat\n-A POSTROUTING -j DNAT --$0';
    expect(labelsAt(options.replace('POSTROUTING', 'PREROUTING'), newer)).toContain('--to-destination');
  });

  it('puts what must be there first', () => {
    expect(labelsAt('*nat\n-A PREROUTING -j DNAT $0')[0]).toBe('--to-destination');
    expect(labelsAt('*filter\n-A INPUT -m set $0')[0]).toBe('--match-set');
  });

  it('puts what most rules use before the rest, and whole forms last', () => {
    const labels = labelsAt('*nat\n-A PREROUTING -j $0');
    const places = ['ACCEPT', 'DNAT', 'NETMAP', 'DNAT --to-destination …'].map((label) =>
      labels.indexOf(label),
    );
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('offers in a chain that nobody jumps to what any hook of the table takes', () => {
    expect(labelsAt('*nat\n:web - [0:0]\n-A web -j $0')).toEqual(expect.arrayContaining(['DNAT', 'SNAT']));
  });

  it('offers no more chains than one can choose from, and then those that are meant', () => {
    const chains = Array.from({ length: 2000 }, (_, index) => `:KUBE-SVC-${index} - [0:0]\n`).join('');
    const { text, position } = withCursor(`*filter\n${chains}-A INPUT -j 1999$0\nCOMMIT\n`);
    const list = rules.completions(open(text), position);
    expect(list.isIncomplete).toBe(true);
    const offered = list.items.filter(({ kind }) => kind === CompletionItemKind.Function);
    expect(offered.map(({ label }) => label)).toEqual(['KUBE-SVC-1999']);
  });
});

describe('a completion', () => {
  it('brings the match or the target along with an option of it', () => {
    expect(taken('*filter\n-A INPUT --ctst$0', '--ctstate')).toBe('*filter\n-A INPUT -m conntrack --ctstate');
    expect(taken('*filter\n-A INPUT --log-pre$0', '--log-prefix')).toBe(
      '*filter\n-A INPUT -j LOG --log-prefix',
    );
    expect(taken('*filter\n-A INPUT --sy$0', '--syn')).toBe('*filter\n-A INPUT -p tcp --syn');
  });

  it.each([
    ['-m conntrack --ctstate NEW,EST$0,X', 'ESTABLISHED', '-m conntrack --ctstate NEW,ESTABLISHED,X'],
    ['-j AC$0PT', 'ACCEPT', '-j ACCEPT'],
    ['-j "AC$0"', 'ACCEPT', '-j "ACCEPT"'],
    ['-m conn$0mark --mark 1', 'conntrack', '-m conntrack --mark 1'],
    ['-p tcp --dport=s$0 -j ACCEPT', 'ssh', '-p tcp --dport=ssh -j ACCEPT'],
    ['-p tcp --dport 22:h$0', 'http', '-p tcp --dport 22:http'],
    ['-m limit --limit 5/m$0 -j LOG', 'minute', '-m limit --limit 5/minute -j LOG'],
    ['-m set --match-set x src,d$0', 'dst', '-m set --match-set x src,dst'],
  ])('of %j with %s makes %j', (rule, label, result) => {
    expect(taken(`*filter\n-A INPUT ${rule}`, label)).toBe(`*filter\n-A INPUT ${result}`);
  });

  it('ends with a comma in a list, if that is what is typed', () => {
    const [item] = itemsAt('*filter\n-A INPUT -m conntrack --ctstate $0');
    expect(item?.commitCharacters).toEqual([',']);
  });

  it('of an extension brings the options that it must have', () => {
    const rule = '*nat\n-A PREROUTING -j DN$0';
    const label = 'DNAT --to-destination …';
    expect(taken(rule, label, true)).toMatch(/-j DNAT --to-destination \$\{1:[^}]+\}$/);
    expect(taken(rule, label)).toMatch(/-j DNAT --to-destination \d[\d.:]+$/);
    expect(itemsAt(rule, legacy, true).find((item) => item.label === label)?.insertTextFormat).toBe(
      InsertTextFormat.Snippet,
    );
    expect(labelsAt('*nat\n-A PREROUTING -j DN$0AT --to-destination 192.0.2.1')).not.toContain(label);
  });

  it('is explained once somebody looks', () => {
    const { text, position } = withCursor('*filter\n-A INPUT -p tcp $0');
    const snapshot = open(text);
    const explained = (label: string) => {
      const item = rules.completions(snapshot, position).items.find((candidate) => candidate.label === label);
      const resolved = item && rules.resolveCompletion(catalog, item);
      return (resolved?.documentation as MarkupContent | undefined)?.value;
    };
    expect(explained('--dport')).toContain('destination port');
    expect(explained('-s')).toContain('source address');
    const targets = withCursor('*filter\n-A INPUT -j $0');
    const [accept] = rules.completions(open(targets.text), targets.position).items;
    const about = accept && rules.resolveCompletion(catalog, accept);
    expect((about?.documentation as MarkupContent).value).toContain('**target');
  });
});

describe('whole rules', () => {
  const places = ['filter', 'nat', 'mangle', 'raw'].flatMap((table) =>
    [legacy, nft, ipv6, { ...ipv6, variant: 'nft' } as const].map((profile) => ({ table, profile })),
  );

  it.each(places)(
    'for $table, $profile.family, $profile.variant have nothing wrong in them',
    ({ table, profile }) => {
      const fixture = `*${table}\n$0\nCOMMIT\n`;
      const { text } = withCursor(fixture);
      const templates = itemsAt(fixture, profile).filter(({ kind }) => kind === CompletionItemKind.Snippet);
      expect(templates).not.toEqual([]);
      for (const { label, textEdit } of templates) {
        const whole = textEdit && 'range' in textEdit ? applyEdits(text, [textEdit]) : '';
        expect(whole).toContain('-A ');
        const found = rules.diagnostics(open(whole, profile)).map(({ message }) => message);
        expect(found, label).toEqual([]);
      }
    },
  );

  it('have places to fill in where the editor knows them', () => {
    const port = itemsAt('*filter\n$0', legacy, true).find(({ label }) => label === 'accept a port');
    expect(port?.textEdit?.newText).toContain('-p ${2|tcp,udp|} --dport ${3:443}');
    const plain = itemsAt('*filter\n$0').find(({ label }) => label === 'accept a port');
    expect(plain?.textEdit?.newText).toContain('-A INPUT -p tcp --dport 443 ');
    expect(plain?.insertTextFormat).toBeUndefined();
  });
});
