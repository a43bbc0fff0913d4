import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../support/apply-edits';
import { open, rules } from '../../../support/rule-fixtures';

describe('quick fixes', () => {
  /** The text after the first fix of the first diagnostic. */
  function repaired(text: string): string {
    const snapshot = open(text);
    const [found] = rules.diagnostics(snapshot);
    const [action] = found ? rules.codeActions(snapshot, found.range) : [];
    return applyEdits(text, action?.edit?.changes?.['file:///rules.v4'] ?? []);
  }

  it.each([
    ['*filter\n-A INPUT -j ACCEPT\n', '*filter\n-A INPUT -j ACCEPT\nCOMMIT\n'],
    ['*filter\nCOMMIT', '*filter\nCOMMIT\n'],
    ['*filter\r\nCOMMIT\r\n', '*filter\nCOMMIT\n'],
    ['*filter\nCOMMIT \n', '*filter\nCOMMIT\n'],
    ['*filter\n  # x\nCOMMIT\n', '*filter\n# x\nCOMMIT\n'],
    ['*filter\n-A INPUT -j ACCEPT # x\nCOMMIT\n', '*filter\n# x\n-A INPUT -j ACCEPT\nCOMMIT\n'],
    [
      '*filter\n-A INPUT --dport 22 -p tcp -j ACCEPT\nCOMMIT\n',
      '*filter\n-A INPUT -p tcp --dport 22 -j ACCEPT\nCOMMIT\n',
    ],
    ['*filter\n-A INPUT -p tcp --dport SSH\nCOMMIT\n', '*filter\n-A INPUT -p tcp --dport ssh\nCOMMIT\n'],
    ['*filter\n-A INPUT -s ! 1.2.3.4\nCOMMIT\n', '*filter\n-A INPUT ! -s 1.2.3.4\nCOMMIT\n'],
    ['*filter\n-A INPUT -j accept\nCOMMIT\n', '*filter\n-A INPUT -j ACCEPT\nCOMMIT\n'],
    ['*filter\n-A INPUT -g web\nCOMMIT\n', '*filter\n:web - [0:0]\n-A INPUT -g web\nCOMMIT\n'],
    ['*filter\n-A INPUT -ptcp\nCOMMIT\n', '*filter\n-A INPUT -p tcp\nCOMMIT\n'],
  ])('make of %j %j', (before, after) => {
    expect(repaired(before)).toBe(after);
  });
});
