// What one version of iptables has and another has not.
import { describe, expect, it } from 'vitest';
import type { ExtensionFact } from '../../../../server/src/rules/facts/fact';
import { describeValidity, isKnownTo } from '../../../../server/src/rules/facts/versions';
import { createCatalog } from '../../../../server/src/rules/service';
import { expectInRule, legacy } from '../../../support/rule-fixtures';

const shared = { families: ['ipv4', 'ipv6'], explanation: '' } as const;

const young: ExtensionFact = {
  ...shared,
  kind: 'match',
  name: 'young',
  since: '1.8.10',
  options: [{ name: 'age', value: 'integer', explanation: '' }],
};

const grown: ExtensionFact = {
  ...shared,
  kind: 'target',
  name: 'GROWN',
  options: [
    { name: 'old', value: 'none', until: '1.8.9', explanation: '' },
    { name: 'ripe', value: 'none', since: '1.8.11', explanation: '' },
  ],
};

const catalog = createCatalog({ learned: [young, grown] });
const latest = { ...legacy, version: '1.8.11' };

describe('a version', () => {
  it('knows what came with it or before, and what went with it or after', () => {
    expect(isKnownTo('1.8.9', { since: '1.8.9', until: '1.8.9' })).toBe(true);
    expect(isKnownTo('1.8.9', { since: '1.8.10' })).toBe(false);
    expect(isKnownTo('1.8.11', { until: '1.8.9' })).toBe(false);
    expect(isKnownTo('1.8.11', {})).toBe(true);
  });

  it('is named by its bounds', () => {
    expect(describeValidity({ since: '1.8.0', until: '1.8.9' })).toBe('from 1.8.0 on up to 1.8.9');
  });

  it('shares the catalog when nothing in it came or went', () => {
    const whole = createCatalog();
    expect(whole.ofVersion('1.8.11')).toBe(whole);
    expect(catalog.ofVersion('1.8.9')).toBe(catalog.ofVersion('1.8.9'));
  });
});

describe('rules for a version that has no', () => {
  it('option of the name say which one has it', () => {
    expectInRule('-A INPUT -j GROWN --old', legacy, catalog);
    expectInRule('-A INPUT -j GROWN --ripe', latest, catalog);
    expectInRule(
      `-A INPUT -j GROWN --ripe
                  ^^^^^^ unknown-option: unknown option "--ripe". iptables has it from 1.8.11 on.`,
      legacy,
      catalog,
    );
    expectInRule(
      `-A INPUT -j GROWN --old
                  ^^^^^ unknown-option: iptables has it up to 1.8.9.`,
      latest,
      catalog,
    );
  });

  it('match of the name say which one has it', () => {
    expectInRule('-A INPUT -m young --age 1', latest, catalog);
    expectInRule(
      `-A INPUT -m young --age 1
            ^^^^^ unknown-match: Couldn't load match \`young': iptables has it from 1.8.10 on.`,
      legacy,
      catalog,
    );
  });

  it('target of the name say which one has it', () => {
    const later = createCatalog({ learned: [{ ...grown, since: '1.8.10', options: [] }] });
    expectInRule('-A INPUT -j GROWN', latest, later);
    expectInRule(
      `-A INPUT -j GROWN
            ^^^^^ undefined-target: neither a chain nor a target. iptables has it from 1.8.10 on.`,
      legacy,
      later,
    );
  });
});
