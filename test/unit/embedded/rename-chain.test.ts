// Another name for a chain of a shell script: what it changes, and where nobody can be sure of it.
import { describe, expect, it } from 'vitest';
import { prepareRenameInScript, renameInScript } from '../../../server/src/embedded/shell/rename-chain';
import { applyEdits } from '../../support/apply-edits';
import { openScript } from '../../support/embedded-fixtures';

/** The script with the new name, or why it cannot have it. */
function renamed(fixture: string, newName = 'www') {
  const { text, rules, script, position } = openScript(fixture);
  const answer = renameInScript(rules, script, position, newName);
  if (!answer || 'refusal' in answer) return answer?.refusal;
  return applyEdits(text, answer.edits);
}

describe('another name', () => {
  it('is given in every place of the ruleset, and in no other', () => {
    const text = `iptables -N we$0b
iptables -A INPUT -p tcp --dport 80 -j web
iptables -A web -s 192.0.2.1 -j DROP
ip6tables -N web
iptables -t nat -N web
`;
    expect(renamed(text)).toBe(`iptables -N www
iptables -A INPUT -p tcp --dport 80 -j www
iptables -A www -s 192.0.2.1 -j DROP
ip6tables -N web
iptables -t nat -N web
`);
  });

  it('is given in quotes and in here-documents', () => {
    const here = 'iptables-restore -n <<E\n*filter\n-A web -j DROP\nCOMMIT\nE\n';
    expect(renamed(`iptables -N "we$0b"\n${here}`)).toBe(
      `iptables -N "www"\n${here.replace('-A web', '-A www')}`,
    );
  });

  it.each([
    [
      'CHAIN=web\niptables -N $CHAIN\niptables -A INPUT -j $CH$0AIN\n',
      'CHAIN=www\niptables -N $CHAIN\niptables -A INPUT -j $CHAIN\n',
    ],
    [
      'readonly C="web"\niptables -N "${C}"\niptables -A we$0b -j DROP\n',
      'readonly C="www"\niptables -N "${C}"\niptables -A www -j DROP\n',
    ],
    [
      "C='web' # of the shop\niptables-restore <<E\n*filter\n:$C$0 -\nCOMMIT\nE\n",
      "C='www' # of the shop\niptables-restore <<E\n*filter\n:$C -\nCOMMIT\nE\n",
    ],
  ])('is given to the variable that has it alone: %j', (text, expected) => {
    expect(renamed(text)).toBe(expected);
  });

  it.each([
    ['for c in INPUT OUTPUT; do iptables -P $c DROP; done\niptables -N we$0b\n'],
    ['echo "the chain web is made"\niptables -N we$0b\n'],
    ['mk() { iptables -N "fw-$1"; }\nmk web\niptables -N we$0b\n'],
    ['iptables -A $CHAIN -j DROP\n# web is for the shop\niptables -N we$0b\n'],
    ['iptables -A $CHAIN -s $web -j DROP\nrm /srv/web web.txt\niptables -N we$0b\n'],
  ])('is given where nothing else can be meant: %j', (text) => {
    expect(renamed(text)).toBe(text.replace('-N we$0b', '-N www'));
  });

  it('leaves what is no command of iptables, and says where', () => {
    const { rules, script, position } = openScript('iptables -N we$0b\niptables -nL | grep -q web\n');
    expect(renameInScript(rules, script, position, 'www')).toMatchObject({
      edits: [{ newText: 'www' }],
      left: [{ start: { line: 1, character: 23 }, end: { line: 1, character: 26 } }],
    });
  });

  it('is offered where the old one stands', () => {
    const { rules, script, position } = openScript('C=web\niptables -N "$C"\niptables -F "$0$C"\n');
    expect(prepareRenameInScript(rules, script, position)).toEqual({
      placeholder: 'web',
      range: { start: { line: 2, character: 13 }, end: { line: 2, character: 15 } },
    });
  });

  it('is no matter where no chain is named', () => {
    expect(renamed('iptables -A INPUT -s 192.0$0.2.1\n')).toBeUndefined();
  });
});

describe('a refusal', () => {
  it.each([
    ['iptables -N $CHA$0IN\n', 'Only the run of the script tells which chain $CHAIN is'],
    ['for c in web ssh; do iptables -N $c$0; done\n', 'Only the run of the script tells which chain $c is'],
    [
      'for c in web ssh; do iptables -N $c; done\niptables -N web\niptables -A INPUT -j w$0eb\n',
      'Line 1 names a chain that only the run of the script tells; it may be web, which stands on line 1',
    ],
    [
      'mk() { iptables -N "$1"; }\nmk web\niptables -N web\niptables -A w$0eb -j DROP\n',
      'Line 1 names a chain that only the run of the script tells; it may be web, which stands on line 2',
    ],
    [
      'P=we\niptables -N ${P}b\niptables -A w$0eb -j DROP\n',
      'On line 2 the name web is put together out of several parts',
    ],
    [
      'C=web\necho $C\niptables -N $C\niptables -A w$0eb -j DROP\n',
      'the variable C, which line 2 uses for something else',
    ],
    [
      'C=web\niptables -N $C\niptables -t nat -N $C\niptables -A w$0eb -j DROP\n',
      'the variable C, which line 3 uses for something else',
    ],
    ['export C=web\niptables -N $C\niptables -A w$0eb -j DROP\n', 'which is exported to other programs'],
    ['A=web\nB=$A\niptables -N $B\niptables -A w$0eb -j DROP\n', 'the variable A, which line 2 uses'],
    ['iptables -A INP$0UT -j DROP\n', 'INPUT is built into the table filter'],
    ['iptables -I DOCKER$0-USER -j DROP\n', 'No command of this script makes the chain DOCKER-USER'],
  ])('is given where the name is not certain: %j', (text, reason) => {
    expect(renamed(text)).toContain(reason);
    const { rules, script, position } = openScript(text);
    expect(prepareRenameInScript(rules, script, position)).toEqual({
      refusal: expect.stringContaining(reason) as unknown,
    });
  });

  it.each([
    ['ssh', "Chain 'ssh' exists already"],
    ['log', "Chain 'log' exists already"],
    ['LOG', 'may not clash with target name'],
    ['a b', 'Invalid chain name'],
    ['a;b', 'would need quotes'],
    ['a$b', 'would need quotes'],
  ])('is given to the name %s', (name, reason) => {
    const here = 'iptables-restore <<E\n*filter\n:log -\nCOMMIT\nE\n';
    expect(renamed(`iptables -N we$0b\niptables -A INPUT -j ssh\n${here}`, name)).toContain(reason);
  });
});
