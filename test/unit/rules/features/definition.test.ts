import { describe, expect, it } from 'vitest';
import { withCursor } from '../../../support/markers';
import { open, rules } from '../../../support/rule-fixtures';

function definitionAt(fixture: string) {
  const { text, position } = withCursor(fixture);
  return rules.definition(open(text), position);
}

describe('definition', () => {
  it.each([
    ['a jump', '-A INPUT -j w$0eb'],
    ['a goto', '-A INPUT -g we$0b'],
    ['a command', '-F w$0eb'],
  ])('leads from %s to the declaration of the chain', (_, line) => {
    expect(definitionAt(`*filter\n:web - [0:0]\n${line}\nCOMMIT\n`)).toMatchObject({
      kind: 'chain',
      targets: [{ start: { line: 1, character: 1 } }],
    });
  });

  it('leads to the declaration of a chain that was renamed since', () => {
    expect(definitionAt('*filter\n-N old\n-A INPUT -j o$0ld\n-E old new\nCOMMIT\n')).toMatchObject({
      targets: [{ start: { line: 1, character: 3 } }],
    });
  });

  it('names the extension or the option, for those who know the C', () => {
    const extension = { kind: 'target', name: 'LOG' };
    expect(definitionAt('*filter\n-A INPUT -j L$0OG --log-uid\n')).toMatchObject({
      kind: 'extension',
      extension,
    });
    const option = definitionAt('*filter\n-A INPUT -j LOG --log-u$0id\n');
    expect(option).toMatchObject({ kind: 'option', extension, option: 'log-uid' });
  });
});

describe('uses', () => {
  it('are the places of an option of an extension', () => {
    const snapshot = open('*filter\n-A INPUT -j LOG --log-uid\n-A INPUT -j LOG\nCOMMIT\n');
    expect(rules.uses(snapshot, { kind: 'target', name: 'LOG' }, 'log-uid')).toHaveLength(1);
    expect(rules.uses(snapshot, { kind: 'target', name: 'LOG' })).toHaveLength(2);
  });
});
