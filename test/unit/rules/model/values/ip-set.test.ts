// Sets of ipset: whether one is there nobody knows beforehand, how it is asked everybody does.
import { describe, expect, it } from 'vitest';
import { createCatalog, createRuleService } from '../../../../../server/src/rules/service';

const service = createRuleService();

/** The codes of what is wrong with a rule in a table. */
function codesOf(rule: string, table = 'filter', bare = false): unknown[] {
  const text = `*${table}\n${rule}\nCOMMIT\n`;
  const profile = { variant: 'legacy', version: '1.8.9', family: 'ipv4', consumer: 'restore' } as const;
  const snapshot = service.open(text, { uri: 'file:///sets', profile, catalog: createCatalog({ bare }) });
  return service.diagnostics(snapshot).map(({ code }) => code);
}

describe('the match set', () => {
  it.each([
    '--match-set foo src',
    '! --match-set foo src,dst,src,dst,src,dst',
    '--set foo srcx',
    '--match-set foo src --return-nomatch --return-nomatch',
    '--match-set foo src ! --update-counters ! --update-subcounters',
    '--match-set foo src ! --packets-eq 0x10 --bytes-lt 18446744073709551615',
  ])('takes %s', (options) => {
    expect(codesOf(`-A INPUT -m set ${options}`)).toEqual([]);
  });

  it.each([
    ['--match-set foo source', 'bad-value'],
    ['--match-set foo src,', 'bad-value'],
    ['--match-set foo src,dst,src,dst,src,dst,src', 'bad-value'],
    ['--match-set 12345678901234567890123456789012 src', 'bad-value'],
    ['--match-set foo src --set foo dst', 'repeated-option'],
    ['--match-set foo src ! --return-nomatch', 'negation'],
    ['--match-set foo src ! --packets-gt 5', 'negation'],
    ['--match-set foo src --packets-gt 5 --packets-lt 9', 'option-conflict'],
    ['--match-set foo src --bytes-eq 18446744073709551616', 'bad-number'],
    ['--return-nomatch', 'missing-option'],
  ])('does not take %s', (options, code) => {
    expect(codesOf(`-A INPUT -m set ${options}`)).toContain(code);
  });

  it('wants a set that is there, where that is known', () => {
    expect(codesOf('-A INPUT -m set --match-set foo src', 'filter', true)).toEqual(['bad-value']);
  });
});

describe('the target SET', () => {
  it.each([
    ['-A INPUT -j SET --add-set foo src --exist --timeout 5', 'filter'],
    ['-A INPUT -j SET --add-set foo src --del-set bar dst', 'filter'],
    ['-A FORWARD -j SET --map-set foo src --map-mark --map-prio --map-queue', 'mangle'],
  ])('takes %s in %s', (rule, table) => {
    expect(codesOf(rule, table)).toEqual([]);
  });

  it.each([
    ['-A INPUT -j SET', 'filter', 'missing-option'],
    ['-A INPUT -j SET --del-set foo src --exist', 'filter', 'option-conflict'],
    ['-A INPUT -j SET --add-set foo src --timeout 4294967295', 'filter', 'bad-number'],
    ['-A INPUT -j SET --map-set foo src --map-mark', 'filter', 'misplaced-extension'],
    ['-A INPUT -j SET --map-set foo src --map-prio', 'mangle', 'misplaced-extension'],
    ['-A FORWARD -j SET --map-set foo src', 'mangle', 'bad-combination'],
  ])('does not take %s in %s', (rule, table, code) => {
    expect(codesOf(rule, table)).toContain(code);
  });
});
