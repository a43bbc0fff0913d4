// The iptables commands of shell scripts: which words they amount to, and what is found in them where they stand.
import { describe, expect, it } from 'vitest';
import { embedScript } from '../../../server/src/embedded/shell/embed-script';
import { diagnoseOpen, expectInScript, openEmbedded, readScript } from '../../support/embedded-fixtures';
import { nft } from '../../support/rule-fixtures';

/** The rules that the commands of a script amount to, without the lines of tables. */
function rulesOf(text: string): string[] {
  return embedScript(readScript(text), text, nft).flatMap(({ mapped }) =>
    mapped.text.split('\n').filter((line) => line !== '' && !/^(?:\*|COMMIT)/.test(line)),
  );
}

/** The same with single blanks. */
function wordsOf(text: string): string[] {
  return rulesOf(text).map((line) => line.trim().replace(/ +/g, ' '));
}

describe('the words of a command', () => {
  it.each([
    ['iptables -A INPUT -j DROP', '-A INPUT -j DROP'],
    ["iptables -A INPUT -j LOG --log-prefix 'in: '", '-A INPUT -j LOG --log-prefix "in: "'],
    ['iptables -A INPUT -j LOG --log-prefix "a \\"b\\" "', '-A INPUT -j LOG --log-prefix "a \\"b\\" "'],
    ['iptables -A INPUT \\! -i lo -j DROP', '-A INPUT ! -i lo -j DROP'],
    ["iptables -A INPUT '!' -i lo -j DROP", '-A INPUT ! -i lo -j DROP'],
    ['iptables -A INPUT \\\n    -p tcp \\\n    -j DROP', '-A INPUT -p tcp -j DROP'],
    ['iptables -A INPUT -j DROP 2>/dev/null || true', '-A INPUT -j DROP'],
    ['iptables -A INPUT -m comment --comment "" -j DROP', '-A INPUT -m comment --comment "" -j DROP'],
    [
      "iptables -A INPUT -m comment --comment a'b c'd -j DROP",
      '-A INPUT -m comment --comment "ab cd" -j DROP',
    ],
  ])('%s', (text, words) => {
    expect(wordsOf(`${text}\n`)).toEqual([words]);
  });

  it.each([
    ['LAN=10.0.0.0/8\niptables -A INPUT -s $LAN', '-A INPUT -s 10.0.0.0/8'],
    ['LAN=10.0.0.0/8\niptables -A INPUT -s "${LAN}"', '-A INPUT -s 10.0.0.0/8'],
    ['NET=10.0.0\nLAN=$NET.0/8\niptables -A INPUT -s $LAN', '-A INPUT -s 10.0.0.0/8'],
    ['MATCH="-p tcp --dport 22"\niptables -A INPUT $MATCH -j DROP', '-A INPUT -p tcp --dport 22 -j DROP'],
    ['readonly LAN=10.0.0.0/8\niptables -A INPUT -s $LAN', '-A INPUT -s 10.0.0.0/8'],
    ['f() { iptables -A INPUT -s $LAN; }\nLAN=10.0.0.0/8\nf', '-A INPUT -s 10.0.0.0/8'],
    ['EMPTY=\niptables -A INPUT $EMPTY -j DROP', '-A INPUT -j DROP'],
    ['LAN=10.0.0.0/8\nprintf "%s\\n" "$LAN"\niptables -A INPUT -s $LAN', '-A INPUT -s 10.0.0.0/8'],
    ['LAN=10.0.0.0/8\n[[ $LAN == x ]]\n((LAN == 1))\niptables -A INPUT -s $LAN', '-A INPUT -s 10.0.0.0/8'],
  ])('with a variable of one known value: %j', (text, words) => {
    expect(wordsOf(`${text}\n`)).toEqual([words]);
  });

  it.each([
    'iptables -A INPUT -s $LAN',
    'iptables -A INPUT -s $LAN\nLAN=10.0.0.0/8',
    'LAN=1.1.1.1\nLAN=2.2.2.2\niptables -A INPUT -s $LAN',
    'if [ "$1" ]; then LAN=1.1.1.1; fi\niptables -A INPUT -s $LAN',
    '[ "$1" ] && LAN=1.1.1.1\niptables -A INPUT -s $LAN',
    'LAN=1.1.1.1\n. /etc/default/firewall\niptables -A INPUT -s $LAN',
    'LAN=1.1.1.1\neval "$1"\niptables -A INPUT -s $LAN',
    'set_it() { eval "$1=2.2.2.2"; }\nLAN=1.1.1.1\nset_it LAN\niptables -A INPUT -s $LAN',
    'LAN=1.1.1.1\nexport $(grep -v "^#" .env | xargs)\niptables -A INPUT -s $LAN',
    'LAN=1.1.1.1\ndeclare "$1=$2"\niptables -A INPUT -s $LAN',
    'LAN=1.1.1.1\nread -r "$name"\niptables -A INPUT -s $LAN',
    'LAN=1.1.1.1\nread -r LAN\niptables -A INPUT -s $LAN',
    'LAN=1\n((LAN++))\niptables -A INPUT -s $LAN',
    'LAN=1\nlet LAN++\niptables -A INPUT -s $LAN',
    'LAN=1\nlet "LAN = LAN + 1"\niptables -A INPUT -s $LAN',
    'LAN=1\n: $((LAN += 1))\niptables -A INPUT -s $LAN',
    'LAN=1\nif ((++LAN)); then :; fi\niptables -A INPUT -s $LAN',
    'LAN=1\nfor ((LAN = 2; LAN < 5; LAN++)); do :; done\niptables -A INPUT -s $LAN',
    'LAN=1.1.1.1\ndeclare -n other=LAN\nother=2.2.2.2\niptables -A INPUT -s $LAN',
    'LAN=1.1.1.1\nLAN+=,2.2.2.2\niptables -A INPUT -s $LAN',
    'f() { local LAN=1.1.1.1; }\niptables -A INPUT -s $LAN',
    'for LAN in 1.1.1.1 2.2.2.2; do iptables -A INPUT -s $LAN; done',
    'LAN=1.1.1.1 iptables -A INPUT -s $LAN',
    'LAN=1.1.1.1\n: ${LAN:=2.2.2.2}\niptables -A INPUT -s $LAN',
  ])('with a variable whose value is not certain: %j', (text) => {
    expect(wordsOf(`${text}\n`)).toEqual(['-A INPUT -s $LAN']);
  });

  it.each([
    'iptables -A INPUT -s $(lan) -j DROP',
    'iptables -A INPUT -s `lan` -j DROP',
    'iptables -A INPUT -s ${LAN%/*} -j DROP',
    'iptables -A INPUT -s $1 -j DROP',
    'iptables -A INPUT -s {1.1.1.1,2.2.2.2} -j DROP',
  ])('with what only the run can tell: %s', (text) => {
    expect(wordsOf(`${text}\n`)).toEqual([expect.stringMatching(/^-A INPUT -s \$\{unknown\d+\} -j DROP$/)]);
  });
});

describe('the program', () => {
  it.each([
    'iptables -L',
    '/usr/sbin/iptables -L',
    '"$SBIN/iptables" -L',
    'sudo iptables -L',
    'sudo -n -u root /sbin/iptables -L',
    'ip netns exec blue iptables -L',
    'ip netns exec "$ns" sudo iptables -L',
    'nsenter -t 1 -n iptables -L',
    'nsenter --target "$pid" --net -- iptables -L',
    'timeout -k 1 5 iptables -L',
    'docker exec -it -u root web iptables -L',
    'docker compose exec -T web iptables -L',
    'kubectl exec -n infra web -- iptables -L',
    'chroot /mnt /sbin/iptables -L',
    '$SUDO iptables -L',
    'env PATH=/sbin iptables -L',
    'xtables-nft-multi iptables -L',
    'xtables-multi iptables -L',
    'iptables-legacy -L',
    '$IPT -L',
    '"${IPTABLES}" -L',
    '$IPTABLES_CMD -L',
    '${IPTABLES:-/sbin/iptables} -L',
    'IPT=/sbin/iptables\n$IPT -L',
    'FW="sudo iptables"\n$FW -L',
    'if ! iptables -L; then :; fi',
    'for tool in iptables ip6tables; do $tool -L; done',
  ])('of %j is found', (text) => {
    expect(new Set(wordsOf(`${text}\n`))).toEqual(new Set(['-L']));
  });

  it.each([
    'ipt() { iptables "$@"; }\nipt -L',
    'function ipt { /sbin/iptables -w 5 "$@" || exit 1; }\nipt -L',
    'both() { iptables "$@"; ip6tables "$@"; }\nboth -L',
    'iptables() { sudo /sbin/iptables --wait "$@"; }\niptables -L',
  ])('of a function that hands on its arguments, %j, is found', (text) => {
    expect(wordsOf(`${text}\n`)).toContain('-L');
  });

  it.each([
    'ipt() { shift; iptables "$@"; }\nipt -L',
    'ipt() { iptables -A INPUT "$@"; }\nipt -L',
    'ipt() { iptables "$@"; }\nipt() { nft "$@"; }\nipt -L',
    'ipt() { iptables "$@"; iptables -L; }\nipt -S',
    'run() { echo "$@"; }\nrun -L',
  ])('of a function that does more, %j, is not', (text) => {
    expect(wordsOf(`${text}\n`).filter((line) => line === '-L' && !text.includes('; iptables -L'))).toEqual(
      [],
    );
    expect(wordsOf(`${text}\n`)).not.toContain('-S');
  });

  it.each([
    'echo "iptables -L"',
    'echo iptables -L',
    'which iptables',
    'IPTABLES=/sbin/iptables',
    'iptables-save -t nat',
    '# iptables -L',
    '[ -x /sbin/iptables ]',
    '$INSTALL iptables -y',
    'iptables-apply -t 60 /etc/iptables/rules.v4',
    'docker run image iptables -L',
    'ssh host iptables -L',
    '$SCRIPT -L',
    'arptables -L',
  ])('of %j is another', (text) => {
    expect(rulesOf(`${text}\n`)).toEqual([]);
  });

  it('whose family nobody knows is wrong only where both families are', () => {
    expectInScript(`add() {
  local ipt=$1
  $ipt -A INPUT -s fe80::/10 --frob -j ACCEPT
                             ^^^^^^ unknown-option: unknown option
}
`);
  });

  it('decides on the family, and a name of one variant on the variant', () => {
    const text = 'ip6tables -L\niptables-legacy -L\n$IPT6 -L\n';
    const found = embedScript(readScript(text), text, nft).map(({ profile }) => profile);
    expect(found).toEqual([
      { ...nft, family: 'ipv6', consumer: 'shell' },
      { ...nft, variant: 'legacy', consumer: 'shell' },
    ]);
  });
});

describe('what is found stands where it is written', () => {
  it('in a here-document, where a backslash takes the meaning off a dollar', () => {
    expectInScript(`iptables-restore -n <<E
*filter
-A INPUT -s \\$2 -d $1 -j DROP
            ^^^ bad-address: host/network
COMMIT
E
`);
  });

  it('in a plain command', () => {
    expectInScript(`iptables -t nat -A POSTROUTING -s 10.0.0.0/33 -j MASQUERADE
                                           ^^ bad-address: invalid mask`);
  });

  it('behind a line that goes on', () => {
    expectInScript(`  iptables -A INPUT \\
    -p tcp --dport 70000 \\
                   ^^^^^ bad-port
    -j ACCEPT`);
  });

  it('within quotes', () => {
    expectInScript(`iptables -A INPUT -s "300.0.0.1" -j DROP
                      ^^^^^^^^^ bad-address`);
  });

  it('at the variable whose value is wrong', () => {
    expectInScript(`LAN=10.0.0.0/33
iptables -A INPUT -s "$LAN" -j DROP
                      ^^^^ bad-address: invalid mask`);
  });

  it('at the table of each command', () => {
    expectInScript(`iptables -t nta -A POSTROUTING -j MASQUERADE
            ^^^ unknown-table: did you mean
iptables -t nta -F
            ^^^ unknown-table`);
  });

  it('once in a loop over both programs, and only when both would refuse', () => {
    expectInScript(`for ipt in iptables ip6tables; do
  $ipt -A INPUT -p tcp --dport 70000 -j ACCEPT
                               ^^^^^ bad-port
  $ipt -A INPUT -s 192.0.2.1 -j ACCEPT
done`);
  });

  it('in a here-document that iptables-restore reads', () => {
    expectInScript(`cat <<EOF | sudo iptables-restore -n
*filter
-A INPUT -s $LAN -p tcp --dport 70000 -j ACCEPT
                                ^^^^^ bad-port
-A INPUT -j others
COMMIT
EOF
iptables-restore <<-'RULES'
	*filter
	-A INPUT -j nowhere
             ^^^^^^^ undefined-target
	COMMIT
	RULES`);
  });

  it('in the call of a function, in the table that it gives', () => {
    expectInScript(`nat() { iptables -t nat "$@"; }
nat -A POSTROUTING -s 10.0.0.0/33 -j MASQUERADE
                               ^^ bad-address
nat -A INPUT -j MASQUERADE
                ^^^^^^^^^^ misplaced-extension`);
  });

  it('in what is printed into iptables-restore', () => {
    expectInScript(`echo "*filter
-A INPUT -p tcp --dport 70000 -j ACCEPT
                        ^^^^^ bad-port
COMMIT" | iptables-restore -n
printf '%s\\n' '*filter' '-A INPUT -j nowhere' COMMIT | sudo ip6tables-restore
                                     ^^^^^^^ undefined-target
iptables-restore <<< "*filter
-A INPUT -s 300.0.0.1
            ^^^^^^^^^ bad-address
COMMIT"`);
  });

  it('with a word on a script that is too long to be read', () => {
    const long = `iptables -A INPUT -s 300.0.0.1\n${'# long\n'.repeat(150_000)}`;
    const said = diagnoseOpen(openEmbedded('script', long)).map(({ code, message }) => [code, message]);
    expect(said).toEqual([
      ['script-too-long', expect.stringContaining('more than 1,000,000 characters') as string],
    ]);
    expect(diagnoseOpen(openEmbedded('script', '# long\n'.repeat(150_000)))).toEqual([]);
  });

  it('not where a comment says so', () => {
    expectInScript(`# nfw-disable-line bad-port
iptables -A INPUT \\
  -p tcp --dport 70000 -j ACCEPT`);
  });

  it('not at all when the setting is off', () => {
    expectInScript('iptables -A INPUT -p tcp --dport 70000', { shellScripts: false });
  });
});

describe('no false alarm', () => {
  it.each([
    ['chains of others', 'iptables -A mine -j theirs\niptables -I DOCKER-USER 3 -j RETURN'],
    ['commands in branches', 'iptables -N web 2>/dev/null || iptables -F web\niptables -X web'],
    ['the same rule twice', 'iptables -C INPUT -j web || iptables -A INPUT -j web\niptables -A INPUT -j web'],
    ['listing', 'iptables -w 5 -t nat -vnL POSTROUTING 1 --line-numbers | grep x\niptables -S'],
    ['options in a variable', 'iptables $OPTIONS -A INPUT --dport 22 -j ACCEPT'],
    ['options of the caller', 'add() { iptables -A INPUT "$@" --dport 22 -j ACCEPT; }'],
    ['a function of that name', 'iptables() {\n  yum -y install iptables\n}\niptables now'],
    ['a command of the caller behind -w', 'ipt() { /sbin/iptables -w "$@"; }\niptables --wait $REST'],
    ['a rule in a variable', 'iptables -S | while read -r rule; do iptables ${rule/-A/-D}; done'],
    ['a table in a variable', 'iptables -t "$TABLE" -A POSTROUTING -j MASQUERADE'],
    ['a command variable with a table', '. ./config\n$IPT -A POSTROUTING -j MASQUERADE'],
    ['asking for help', 'if iptables -j CLONE --help >/dev/null; then :; fi\niptables -m set -h'],
    ['arrays', 'rule=(-p tcp)\niptables -A INPUT "${rule[@]}" --dport 22 -j ACCEPT'],
    [
      'a text that echo may change',
      "echo '*filter\\nCOMMIT' | iptables-restore\necho -e '*x' | iptables-restore",
    ],
    ['a text in a variable', 'echo "$RULES" | iptables-restore\niptables-restore <<< "$RULES"'],
    [
      'arguments and backquotes in a here-document',
      'iptables-restore -n <<E\n*$1\n-A INPUT -s $2 -p tcp --dport "$#" $3\n-A INPUT -s `hostname -i` -j DROP\nCOMMIT\nE',
    ],
    [
      'rules that two commands complete',
      'iptables-restore <<E\n*filter\n-A INPUT -s $(one) -j DROP\n-A INPUT -s $(two) -j DROP\nCOMMIT\nE',
    ],
    ['lines of variables in a here-document', 'iptables-restore <<E\n$RULES\nE'],
    [
      'a program of either family',
      'IPT=iptables\n[ "$1" = 6 ] && IPT=ip6tables\n$IPT -A INPUT -s fe80::/10 -j ACCEPT',
    ],
    ['a program of the caller', 'add() {\n  local ipt=$1\n  $ipt -A INPUT -s fe80::/10 -j ACCEPT\n}'],
    ['a host name', 'iptables -A INPUT -s gateway.example.net -j ACCEPT'],
    ['an interface that only its machine has', 'ip6tables -A INPUT -s fe80::7%wan0 -j ACCEPT'],
    ['no command yet', 'iptables'],
    [
      'markup of a template',
      '{% if ssh %}\niptables -A INPUT -p tcp --dport {{ port }} -j ACCEPT\n{% endif %}',
    ],
    ['a text that only looks like it', "cat <<'EOF'\niptables -A NOPE --wrong\nEOF"],
    ['a script the grammar cannot read', 'if then fi (( iptables -A NOPE --wrong\n'],
  ])('for %s', (_, text) => {
    expect(diagnoseOpen(openEmbedded('script', `${text}\n`))).toEqual([]);
  });
});
