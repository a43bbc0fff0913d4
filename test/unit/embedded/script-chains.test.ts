// Chains of shell scripts: where they are named and made, who jumps to whom, and the outline.
import { describe, expect, it } from 'vitest';
import type { Range } from 'vscode-languageserver-types';
import {
  incomingCallsInScript,
  outgoingCallsInScript,
  prepareCallsInScript,
} from '../../../server/src/embedded/shell/chain-calls';
import {
  definitionInScript,
  highlightsInScript,
  referencesInScript,
} from '../../../server/src/embedded/shell/chain-places';
import { scriptSymbols } from '../../../server/src/embedded/shell/script-symbols';
import { openScript } from '../../support/embedded-fixtures';

/** `line:start` of each, lines one-based. */
const places = (ranges: readonly Range[] = []) =>
  ranges.map(({ start }) => `${start.line + 1}:${start.character}`);

function referencesOf(fixture: string, includeDeclaration = true) {
  const { rules, script, position } = openScript(fixture);
  return places(referencesInScript(rules, script, position, includeDeclaration));
}

const commands = `iptables -N web
iptables -A INPUT -p tcp --dport 80 -j web
iptables -A web -s 192.0.2.1 -j DROP
ip6tables -N web
ip6tables -A INPUT -p tcp --dport 80 -j web
iptables -t nat -N web
`;

describe('places of a chain', () => {
  it('are those of its table and family, from wherever it is named', () => {
    const own = ['1:12', '2:39', '3:12'];
    expect(referencesOf(commands.replace('-N web', '-N w$0eb'))).toEqual(own);
    expect(referencesOf(commands.replace('-j web', '-j web$0'))).toEqual(own);
    expect(referencesOf(commands.replace('-A web', '-A $0web'), false)).toEqual(['2:39', '3:12']);
    expect(referencesOf(commands.replace('ip6tables -N web', 'ip6tables -N w$0eb'))).toEqual([
      '4:13',
      '5:40',
    ]);
    expect(referencesOf(commands.replace('nat -N web', 'nat -N w$0eb'))).toEqual(['6:19']);
  });

  it('are none where no chain is named', () => {
    const { rules, script, position } = openScript(commands.replace('192.0', '192$0.0'));
    expect(referencesInScript(rules, script, position, true)).toBeUndefined();
  });

  it('are those of both families where a command is run for both', () => {
    const text = `for ipt in iptables ip6tables; do
  $ipt -N web
done
iptables -A INPUT -j w$0eb
ip6tables -A FORWARD -j web
ip6tables -N other
`;
    expect(referencesOf(text)).toEqual(['2:10', '4:21', '5:24']);
  });

  it('are found in commands and here-documents alike', () => {
    const text = `iptables -N web
iptables-restore -n <<EOF
*filter
-A INPUT -j w$0eb
COMMIT
EOF
cat <<'EOF' | ip6tables-restore
*filter
:web - [0:0]
COMMIT
EOF
`;
    expect(referencesOf(text)).toEqual(['1:12', '4:12']);
    expect(referencesOf(text.replace('$0', '').replace(':web', ':we$0b'))).toEqual(['9:1']);
  });

  it('are found where a variable has the name, and where a function hands it on', () => {
    const text = `ipt() { iptables -w "$@"; }
CHAIN=web
ipt -N "$CHAIN"
ipt -A INPUT -j w$0eb
`;
    expect(referencesOf(text)).toEqual(['3:8', '4:16']);
  });

  it('are found in commands with arguments that may hold a table, unless they say that they do', () => {
    const text = `iptables -N web
iptables -A web -s $LAN -j DROP
iptables -A INPUT $OPTIONS -j w$0eb
iptables -t "$TABLE" -A web -j DROP
`;
    expect(referencesOf(text)).toEqual(['1:12', '2:12', '3:30']);
  });

  it('are highlighted by what they do', () => {
    const { rules, script, position } = openScript(commands.replace('-N web', '-N w$0eb'));
    const found = highlightsInScript(rules, script, position) ?? [];
    expect(found.map(({ kind, range }) => `${range.start.line + 1} ${kind ?? ''}`)).toEqual([
      '1 3',
      '2 2',
      '3 3',
    ]);
  });

  it('lead to where the chain is made', () => {
    const made = (fixture: string) => {
      const { uri, rules, script, position } = openScript(fixture);
      const links = definitionInScript(rules, { ...script, uri }, position);
      return links && places(links.map(({ targetRange }) => targetRange));
    };
    expect(made(commands.replace('-j web', '-j w$0eb'))).toEqual(['1:12']);
    expect(made('iptables -N web 2>/dev/null || iptables -F w$0eb\n')).toEqual(['1:12']);
    expect(made('iptables-restore <<E\n*filter\n:web -\nCOMMIT\nE\niptables -I we$0b -j DROP\n')).toEqual([
      '3:1',
    ]);
    expect(made('iptables -I DOCKER$0-USER -j DROP\n')).toBeUndefined();
  });
});

describe('calls', () => {
  const text = `for ipt in iptables ip6tables; do
  $ipt -N web
  $ipt -N log
  $ipt -A INPUT -p tcp -j web
  $ipt -A web -j log
done
iptables -A FORWARD -g web
iptables-restore -n <<EOF
*filter
-A web -s 192.0.2.1 -j log
COMMIT
EOF
`;

  function prepared(fixture: string) {
    const { rules, script, position } = openScript(fixture);
    const [item] = prepareCallsInScript(rules, script, position);
    if (!item) throw new Error('There is nothing to show.');
    return { rules, script, item };
  }

  it('come from all commands and here-documents, each once', () => {
    const { rules, script, item } = prepared(text.replace('-N web', '-N we$0b'));
    expect(item).toMatchObject({ name: 'web', detail: 'filter, 2 rules' });
    const incoming = incomingCallsInScript(rules, script, item);
    expect(incoming.map(({ from, fromRanges }) => [from.name, from.detail, ...places(fromRanges)])).toEqual([
      ['INPUT', 'filter, 1 rule', '4:26'],
      ['FORWARD', 'filter, 1 rule', '7:23'],
    ]);
    const outgoing = outgoingCallsInScript(rules, script, item);
    expect(outgoing.map(({ to, fromRanges }) => [to.name, ...places(fromRanges)])).toEqual([
      ['log', '5:17', '10:23'],
    ]);
  });

  it('can be walked on, from the here-document too', () => {
    const { rules, script, item } = prepared(text.replace('-s 192', '-s $0192'));
    expect(item.selectionRange.start).toEqual({ line: 1, character: 10 });
    const [log] = outgoingCallsInScript(rules, script, item);
    const [back] = log ? incomingCallsInScript(rules, script, log.to) : [];
    expect(back?.from).toEqual(item);
  });
});

describe('the outline', () => {
  function outline(text: string) {
    const { rules, script } = openScript(`${text}$0`);
    return scriptSymbols(rules, script).map(({ name, detail, range, children }) => [
      `${name}: ${detail ?? ''}, ${range.start.line + 1}-${range.end.line + 1}`,
      ...(children ?? []).map(
        (chain) => `${chain.name}: ${chain.detail ?? ''}, ${places([chain.selectionRange])[0] ?? ''}`,
      ),
    ]);
  }

  it('shows the tables that are filled, and their chains', () => {
    const text = `iptables -P INPUT DROP
iptables -t nat -A POSTROUTING -j MASQUERADE
iptables -N web
`;
    expect(outline(text)).toEqual([
      ['filter: table, 1-3', 'INPUT: DROP, 0 rules, 1:12', 'web: 0 rules, 3:12'],
      ['nat: table, 2-2', 'POSTROUTING: 1 rule, 2:19'],
    ]);
  });

  it('names the family where there are two, and shows once what is run for both', () => {
    const text = `for ipt in iptables ip6tables; do $ipt -N web; done
ip6tables-restore <<EOF
*mangle
:mark - [0:0]
COMMIT
EOF
`;
    expect(outline(text)).toEqual([
      ['filter: table, IPv4 and IPv6, 1-1', 'web: 0 rules, 1:42'],
      ['mangle: table, IPv6, 3-5', 'mark: 0 rules, 4:1'],
    ]);
  });

  it('counts the rules of commands whose table is not certain', () => {
    const text = `iptables -N web
iptables -A web -s $LAN -j DROP
iptables -A web -j DROP
iptables -t $TABLE -A mine -j DROP
iptables -t $TABLE -A mine -j ACCEPT
`;
    expect(outline(text)).toEqual([
      ['filter: table, 1-3', 'web: 2 rules, 1:12'],
      ['unknown table: table, 4-5', 'mine: 2 rules, 4:22'],
    ]);
  });

  it('has nothing of a script without commands', () => {
    expect(outline('echo iptables\n')).toEqual([]);
  });
});
