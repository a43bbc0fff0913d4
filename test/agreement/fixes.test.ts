// A quick fix is certain: once it is applied, the finding is gone, nothing is wrong that was not wrong before, and the
// real iptables takes the file.
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../support/apply-edits';
import { askIptables } from '../support/iptables-oracle';
import type { Question } from '../support/iptables-oracle';
import { legacy, nft, open, rules } from '../support/rule-fixtures';

/** Files with one fault that has a fix, by the code of its check. */
const faulty: readonly (readonly [code: string, text: string])[] = [
  ['no-final-newline', '*filter\n:INPUT ACCEPT [0:0]\nCOMMIT'],
  ['carriage-return', '*filter\r\n:INPUT ACCEPT [0:0]\r\n-A INPUT -i lo -j ACCEPT\r\nCOMMIT\r\n'],
  ['missing-commit', '*filter\n-A INPUT -i lo -j ACCEPT\n'],
  ['missing-commit', '*filter\n-A INPUT -i lo -j ACCEPT'],
  ['missing-commit', '*filter\n-A INPUT -i lo -j ACCEPT\n*mangle\nCOMMIT\n'],
  ['outside-table', '*filter\nCOMMIT\nCOMMIT\n'],
  ['outside-table', '  # about\n*filter\nCOMMIT\n'],
  ['outside-table', '  *filter\n-A INPUT -i lo -j ACCEPT\nCOMMIT\n'],
  ['outside-table', '*filter\nCOMMIT\n \t\n'],
  ['outside-table', '\ufeff*filter\nCOMMIT\n'],
  ['misplaced-blank', '*filter\nCOMMIT \n'],
  ['misplaced-blank', '*filter\n  COMMIT\n'],
  ['misplaced-blank', '*filter\n\t# about\nCOMMIT\n'],
  ['misplaced-blank', '*filter\n   \nCOMMIT\n'],
  ['undefined-chain', '*filter\n-A web -j ACCEPT\n-A INPUT -j web\nCOMMIT\n'],
  ['undefined-chain', '*filter\n-A web -j ACCEPT\n:web - [0:0]\n-A INPUT -j web\nCOMMIT\n'],
  ['undefined-target', '*filter\n-A INPUT -j web\nCOMMIT\n'],
  ['undefined-target', '*filter\n-A INPUT -j web\n:web - [0:0]\nCOMMIT\n'],
  ['undefined-target', '*filter\n-A INPUT -g web\n-N web\nCOMMIT\n'],
  ['undefined-target', '*filter\n-A INPUT -j accept\nCOMMIT\n'],
  ['stray-argument', '*filter\n-A INPUT -d ! 192.0.2.1 -j ACCEPT\nCOMMIT\n'],
  ['stray-argument', '*filter\n-A INPUT -p tcp --dport ! 22 -j ACCEPT\nCOMMIT\n'],
  ['stray-argument', '*filter\n-A INPUT -p tcp -m multiport --dports 22, 80 -j ACCEPT\nCOMMIT\n'],
  ['stray-argument', '*filter\n-A INPUT -p tcp -m multiport --dports 22 , 80, 443 -j ACCEPT\nCOMMIT\n'],
  ['stray-argument', "*filter\n-A INPUT -m comment --comment 'the new office' -j ACCEPT\nCOMMIT\n"],
  ['stray-argument', '*filter\n-A INPUT -i lo -j ACCEPT # the loop\nCOMMIT\n'],
  ['port-without-protocol', '*filter\n-A INPUT --dport 22 -p tcp -j ACCEPT\nCOMMIT\n'],
  ['port-without-protocol', '*filter\n-A INPUT --dport 22 -j ACCEPT\nCOMMIT\n'],
  ['unknown-option', '*filter\n-A INPUT -m conntrack --ctsate NEW -j ACCEPT\nCOMMIT\n'],
  ['unknown-match', '*filter\n-A INPUT -m conntrak --ctstate NEW -j ACCEPT\nCOMMIT\n'],
  ['unknown-table', '*fitler\n-A INPUT -i lo -j ACCEPT\nCOMMIT\n'],
  ['bad-policy', '*filter\n:INPUT drop [0:0]\nCOMMIT\n'],
  ['bad-port', '*filter\n-A INPUT -p tcp --dport SSH -j ACCEPT\nCOMMIT\n'],
  ['bad-protocol', '*filter\n-A INPUT -p tpc -j ACCEPT\nCOMMIT\n'],
  ['attached-value', '*filter\n-A INPUT -ptcp -j ACCEPT\nCOMMIT\n'],
  ['interface-direction', '*filter\n-A INPUT -o eth0 -j ACCEPT\nCOMMIT\n'],
  ['deprecated-match', '*filter\n-A INPUT -m state --state NEW -j ACCEPT\nCOMMIT\n'],
  [
    'deprecated-match',
    '*filter\n-A INPUT -m state ! --state NEW,RELATED -j ACCEPT\n-A OUTPUT -p tcp -m state --state ESTABLISHED\nCOMMIT\n',
  ],
];

describe.each([legacy, nft])('a quick fix of a file for iptables-$variant', (profile) => {
  const fixed = faulty.flatMap(([code, text]) =>
    fixesOf(code, text).map((fix) => ({ code, text: fix.text, title: fix.title })),
  );

  function fixesOf(code: string, text: string) {
    const snapshot = open(text, profile);
    const found = rules.diagnostics(snapshot).find((diagnostic) => diagnostic.code === code);
    if (!found) return [];
    return rules
      .codeActions(snapshot, found.range)
      .filter(({ title, diagnostics }) => diagnostics?.[0]?.code === code && !title.startsWith('Silence'))
      .map(({ title, edit }) => ({
        title,
        text: applyEdits(text, Object.values(edit?.changes ?? {})[0] ?? []),
      }));
  }

  it.each(faulty)('is there for %s in %j', (code, text) => {
    expect(fixesOf(code, text).length).toBeGreaterThan(0);
  });

  it.each(fixed)('leaves nothing wrong: $title, $text', ({ code, title, text }) => {
    const found = rules.diagnostics(open(text, profile));
    const isPartial = code === 'deprecated-match' && !title.includes('all') && text.includes('--state');
    expect(isPartial ? [] : found.filter((diagnostic) => diagnostic.code === code)).toEqual([]);
    expect(found.filter(({ severity }) => severity === 1)).toEqual([]);
  });

  it('gives files that the real iptables takes', async () => {
    const questions = fixed.map(({ text }): Question => ({ text, family: 'ipv4' }));
    const verdicts = await askIptables(questions, profile.variant, '1.8.9');
    const refused = verdicts.flatMap(({ passesTest, loads, said }, index) =>
      passesTest && loads ? [] : [{ ...fixed[index], said }],
    );
    expect(questions.length).toBeGreaterThan(faulty.length - 1);
    expect(refused).toEqual([]);
  });
});
