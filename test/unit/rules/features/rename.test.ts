import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../support/apply-edits';
import { withCursor } from '../../../support/markers';
import { legacy, nft, open, rules } from '../../../support/rule-fixtures';
import type { ExtensionFact } from '../../../../server/src/rules/facts/fact';
import { createCatalog } from '../../../../server/src/rules/service';
import type { Profile } from '../../../../server/src/rules/service';

const shipped = createCatalog();

/** The file after the chain at `$0` got another name; the reason when it may not. */
function renamed(fixture: string, name: string, profile: Profile = legacy, catalog = shipped): string {
  const { text, position } = withCursor(fixture);
  const answer = rules.rename(open(text, profile, catalog), position, name);
  if (!answer) return 'nothing to rename';
  return 'refusal' in answer ? answer.refusal : applyEdits(text, answer);
}

const file = (rest: string) => `*filter\n:INPUT ACCEPT [0:0]\n:web - [0:0]\n${rest}COMMIT\n`;

describe('rename', () => {
  it('changes every place that names the chain, and nothing else', () => {
    const uses =
      '-A INPUT -j w$0eb\n-A INPUT -g web\n-A web -m comment --comment web -j RETURN\n-I web 1 -j LOG\n';
    expect(renamed(file(uses), 'www')).toBe(
      '*filter\n:INPUT ACCEPT [0:0]\n:www - [0:0]\n-A INPUT -j www\n-A INPUT -g www\n' +
        '-A www -m comment --comment web -j RETURN\n-I www 1 -j LOG\nCOMMIT\n',
    );
  });

  it('knows commands, attached values and quotes', () => {
    const uses =
      '-A INPUT --jump=web\n-A INPUT -j "web"\n-F web\n-N other\n-Z web\n-C web -j LOG\n-X w$0eb\n';
    const reader: Profile = { ...legacy, version: '1.8.11' };
    expect(renamed(file(uses), 'www', reader)).toBe(
      file('-A INPUT --jump=www\n-A INPUT -j www\n-F www\n-N other\n-Z www\n-C www -j LOG\n-X www\n').replace(
        ':web',
        ':www',
      ),
    );
  });

  it('leaves a chain of the same name in another table alone', () => {
    const nat = '*nat\n:web - [0:0]\n-A PREROUTING -j web\nCOMMIT\n';
    expect(renamed(`${nat}${file('-A INPUT -j w$0eb\n')}`, 'www')).toBe(
      `${nat}${file('-A INPUT -j www\n').replace(':web', ':www')}`,
    );
  });

  it('changes one of the two names that -E gives a chain', () => {
    const text = (old: string, fresh: string) =>
      `*filter\n:${old} - [0:0]\n-A INPUT -j ${old}\n-E ${old} ${fresh}\n-A INPUT -j ${fresh}\nCOMMIT\n`;
    expect(
      renamed(text('w$0eb', 'shop').replaceAll('-j w$0eb', '-j web').replace('-E w$0eb', '-E web'), 'www'),
    ).not.toContain('web');
    expect(renamed(text('web', 'shop').replace('-A INPUT -j shop', '-A INPUT -j sh$0op'), 'store')).toBe(
      text('web', 'store'),
    );
    expect(renamed(text('web', 'shop').replace('-E web', '-E we$0b'), 'www')).toBe(text('www', 'shop'));
  });

  it.each([
    ['a name of a target', 'LOG', 'chain name may not clash with target name.'],
    ['a verdict', 'ACCEPT', 'chain name may not clash with target name.'],
    ['no name', '', 'chain name may not clash with target name.'],
    ['a name too long', 'x'.repeat(29), 'too long (must be under 29 chars)'],
    ['a dash', '-web', "not allowed to start with `-'"],
    ['an exclamation mark', '!web', "not allowed to start with `!'"],
    ['a blank', 'my web', 'Invalid chain name'],
    ['a quote', 'my"web', 'Invalid chain name'],
    ['a chain that is there', 'ssh', "Chain 'ssh' exists already in the table filter."],
    ['a built-in chain', 'INPUT', "Chain 'INPUT' exists already"],
    ['a chain that is missed', 'lost', "Line 6 names a chain 'lost' already"],
    ['what a chain was called before', 'old', "Chain 'old' exists already"],
  ])('refuses %s', (_, name, reason) => {
    const uses = ':ssh - [0:0]\n-A INPUT -j w$0eb\n-A INPUT -g lost\n-N old\n-E old new\n';
    expect(renamed(file(uses), name)).toContain(reason);
  });

  it('refuses what a C source of the workspace calls a target', () => {
    const clone: ExtensionFact = {
      kind: 'target',
      name: 'CLONE',
      families: ['ipv4'],
      options: [],
      explanation: 'Learned.',
      learned: { from: 'libxt_CLONE.c' },
    };
    const text = file('-A INPUT -j w$0eb\n');
    expect(renamed(text, 'CLONE', legacy, createCatalog({ learned: [clone] }))).toContain(
      'clash with target',
    );
    expect(renamed(text, 'CLONE')).toContain('-j CLONE');
  });

  it.each(['legacy', 'nft'] as const)('refuses built-in chains and targets with %s', (variant) => {
    const profile = variant === 'nft' ? nft : legacy;
    expect(renamed(file('-A INP$0UT -j web\n'), 'in', profile)).toContain('built into the table filter');
    expect(renamed(file('-A INPUT -j AC$0CEPT\n'), 'in', profile)).toBe('nothing to rename');
    expect(renamed(file('-A INPUT -j nowh$0ere\n'), 'in', profile)).toBe("Chain 'nowhere' does not exist.");
  });

  it('refuses the chains that ufw itself jumps to', () => {
    const ufw: Profile = { ...legacy, consumer: 'ufw' };
    const text = '*filter\n:ufw-before-in$0put - [0:0]\nCOMMIT\n';
    expect(renamed(text, 'before', ufw)).toContain('a chain of ufw');
  });

  it('says first what it is going to change', () => {
    const { text, position } = withCursor(file('-A INPUT -j w$0eb\n'));
    expect(rules.prepareRename(open(text), position)).toEqual({
      range: { start: { line: 3, character: 12 }, end: { line: 3, character: 15 } },
      placeholder: 'web',
    });
  });
});
