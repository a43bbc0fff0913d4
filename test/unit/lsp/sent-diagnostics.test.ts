import { expect, it } from 'vitest';
import { mostSent, toSend } from '../../../server/src/lsp/sent-diagnostics';
import { open, rules } from '../../support/rule-fixtures';

it('sends no fixes, which are asked for one by one', () => {
  const found = rules.diagnostics(open('*filter\r\n-A INPUT -j ACCEPT\r\nCOMMIT\r\n'));
  expect(found.map(({ data }) => data as unknown)).toMatchObject([{ tier: 'parser', fixes: [{}] }]);
  expect(toSend(found).map(({ data }) => data as unknown)).toEqual([{ tier: 'parser' }]);
});

it('sends the first of very many, and says how many there are', () => {
  const found = rules.diagnostics(open('nonsense\n'.repeat(mostSent + 1234)));
  const sent = toSend(found);
  expect(sent).toHaveLength(mostSent + 1);
  expect(sent.at(-1)?.message).toBe('1,234 more findings further down are not shown.');
});
