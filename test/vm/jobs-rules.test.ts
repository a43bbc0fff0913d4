// Rule files on a real machine: checked, applied, refused and put back.
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { applyRules, checkRules, saveRules, type RuleText } from '../../remote/src/jobs/rules';
import { openVmContext, type VmContext } from '../support/vm-context';

let context: VmContext;
beforeAll(async () => {
  context = await openVmContext();
});
beforeEach(async () => {
  expect(await applyRules(context, rules('*filter\n-A FORWARD -s 10.1.1.1 -j DROP\nCOMMIT\n'))).toEqual(fine);
});
afterAll(async () => {
  await applyRules(context, rules('*filter\nCOMMIT\n'));
  await context.session.close();
});

const fine = { ok: true, problems: [] };
const rules = (text: string): RuleText => ({ text, family: 'ipv4', file: '/src/a.rules' });
const dropped = '-A FORWARD -s 10.1.1.1/32 -j DROP';

it('a file is checked without being applied', async () => {
  expect(await checkRules(context, rules('*filter\n-A FORWARD -j ACCEPT\nCOMMIT\n'))).toEqual(fine);
  expect(await saveRules(context, 'ipv4')).not.toContain('-A FORWARD -j ACCEPT');
});

it.each([
  ['*filter\n\n-A FORWARD -p tcp --foo 3\nCOMMIT\n', 3, 'unknown option "--foo"'],
  ['*filter\n-A FORWARD -p tcp --dport 99999 -j DROP\nCOMMIT\n', 2, 'invalid port/service'],
  ['*filter\n-A NOWHERE -j ACCEPT\nCOMMIT\n', 2, 'No chain/target/match by that name'],
  ['*filter\n-A FORWARD -j ACCEPT\n', 2, 'COMMIT'],
])(
  'a file that iptables refuses (%j) gives the line and the reason, and the rules stay',
  async (text, line, reason) => {
    const result = await applyRules(context, rules(text));
    expect(result.ok).toBe(false);
    expect(result.problems).toMatchObject([{ file: '/src/a.rules', line, severity: 'error' }]);
    expect(result.problems[0]?.message).toContain(reason);
    expect(await saveRules(context, 'ipv4')).toContain(dropped);
  },
);

it('a file whose second table is refused does not leave its first behind', async () => {
  const text = '*filter\n-A FORWARD -s 10.7.7.7 -j DROP\nCOMMIT\n*mangle\n-A FORWARD --foo\nCOMMIT\n';
  expect(await applyRules(context, rules(text))).toMatchObject({ ok: false, problems: [{ line: 5 }] });
  const saved = await saveRules(context, 'ipv4');
  expect(saved).not.toContain('10.7.7.7');
  expect(saved).toContain(dropped);
});

it('counters in a file are kept', async () => {
  await applyRules(context, rules('*filter\n[12:3456] -A FORWARD -s 10.3.3.3 -j DROP\nCOMMIT\n'));
  expect(await saveRules(context, 'ipv4')).toContain('[12:3456] -A FORWARD -s 10.3.3.3/32 -j DROP');
});

it('IPv6 rules go to ip6tables', async () => {
  const ipv6: RuleText = {
    text: '*filter\n-A FORWARD -s fe80::7 -j DROP\nCOMMIT\n',
    family: 'ipv6',
    file: '/src/b.v6',
  };
  expect(await applyRules(context, ipv6)).toEqual(fine);
  expect(await saveRules(context, 'ipv6')).toContain('fe80::7');
  expect(await applyRules(context, { ...ipv6, text: '*filter\nCOMMIT\n' })).toEqual(fine);
});
