// Rules → the packets they match, held against packets put to the rules one by one.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { containsSet, emptyDimension, mayIntersect } from '../../../../server/src/rules/model/match-set';
import type { MatchSet } from '../../../../server/src/rules/model/match-set';
import { resolveMatch } from '../../../../server/src/rules/model/resolve-match';
import { nodeOfLine } from '../../../../server/src/rules/snapshot';
import { expectInRule, legacy, open } from '../../../support/rule-fixtures';

function setOf(conditions: string): MatchSet {
  const node = nodeOfLine(open(`-A INPUT ${conditions}\n`), 0);
  if (node?.kind !== 'rule') throw new Error(`No rule: ${conditions}`);
  expect(node.problems).toEqual([]);
  return resolveMatch(node, legacy);
}

interface Packet {
  readonly source: number;
  readonly port: number;
  readonly input: string;
  readonly mark: number;
}

interface Condition {
  readonly text: string;
  readonly holds: (packet: Packet) => boolean;
}

const sources = [8, 9, 10, 11, 12];
const ports = [21, 22, 23, 24];
const inputs = ['eth0', 'eth1', 'wlan0'];
const marks = [0, 1, 2, 3];
const packets: Packet[] = sources.flatMap((source) =>
  ports.flatMap((port) => inputs.flatMap((input) => marks.map((mark) => ({ source, port, input, mark })))),
);

const not = fc.boolean();
const bang = (isInverted: boolean) => (isInverted ? '! ' : '');
const between = (values: readonly number[]) =>
  fc
    .tuple(fc.constantFrom(...values), fc.constantFrom(...values))
    .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);

const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.tuple(between(sources), not).map(([[first, last], isInverted]) => ({
    text: `-m iprange ${bang(isInverted)}--src-range 192.0.2.${first}-192.0.2.${last}`,
    holds: ({ source }: Packet) => (first <= source && source <= last) !== isInverted,
  })),
  fc.tuple(between(ports), not).map(([[first, last], isInverted]) => ({
    text: `-m tcp ${bang(isInverted)}--dport ${first}:${last}`,
    holds: ({ port }: Packet) => (first <= port && port <= last) !== isInverted,
  })),
  fc.tuple(fc.subarray(ports, { minLength: 1 }), not).map(([list, isInverted]) => ({
    text: `-m multiport ${bang(isInverted)}--dports ${list.join(',')}`,
    holds: ({ port }: Packet) => list.includes(port) !== isInverted,
  })),
  fc.tuple(fc.constantFrom(...marks), fc.constantFrom(1, 2, 3), not).map(([value, mask, isInverted]) => ({
    text: `-m mark ${bang(isInverted)}--mark ${value}/${mask}`,
    holds: ({ mark }: Packet) => ((mark & mask) === value) !== isInverted,
  })),
);

const interfaceCondition = fc
  .tuple(fc.constantFrom('eth0', 'eth+', 'wlan+', 'lo'), not)
  .map(([name, isInverted]): Condition => {
    const matches = (input: string) =>
      name.endsWith('+') ? input.startsWith(name.slice(0, -1)) : input === name;
    return { text: `${bang(isInverted)}-i ${name}`, holds: ({ input }) => matches(input) !== isInverted };
  });

/** A rule of TCP, whose conditions come in any number. */
const rule = fc
  .tuple(fc.array(condition, { maxLength: 3 }), fc.option(interfaceCondition, { nil: undefined }))
  .map(([conditions, ofInterface]) => (ofInterface ? [ofInterface, ...conditions] : conditions));

const textOf = (conditions: readonly Condition[]) => `-p tcp ${conditions.map(({ text }) => text).join(' ')}`;
const matched = (conditions: readonly Condition[]) =>
  packets.filter((packet) => conditions.every(({ holds }) => holds(packet)));

describe('the packets a rule matches', () => {
  it('are none, or shared with another rule, or all of its, only when that is so of packets one by one', () => {
    fc.assert(
      fc.property(rule, rule, (one, other) => {
        const [a, b] = [setOf(textOf(one)), setOf(textOf(other))];
        const [ofOne, ofOther] = [matched(one), matched(other)];
        if (emptyDimension(a) !== undefined) expect(ofOne).toEqual([]);
        if (!mayIntersect(a, b)) expect(ofOne.filter((packet) => ofOther.includes(packet))).toEqual([]);
        if (containsSet(a, b)) expect(ofOther.every((packet) => ofOne.includes(packet))).toBe(true);
      }),
      { numRuns: 1500 },
    );
  });

  it.each([
    ['', '-p tcp --dport 22', true],
    ['-s 10.0.0.0/8', '-s 10.1.0.0/16', true],
    ['-s 10.0.0.0/8', '-s 10.1.0.0/16,192.0.2.1', false],
    ['-p tcp', '-p tcp --dport 22', true],
    // A fragment has no ports.
    ['-p tcp --dport 0:65535', '-p tcp', false],
    ['-p tcp -m tcp', '-p tcp', false],
    ['-p tcp --dport ssh', '-p tcp -m multiport --dports 22', true],
    ['-i eth+', '-i eth0 -p udp', true],
    ['! -i eth0', '-i lo', true],
    ['-m conntrack --ctstate NEW,ESTABLISHED', '-m state --state NEW', true],
    ['-m limit --limit 1/s', '-p tcp -m limit --limit 1/s', false],
    ['-p icmp --icmp-type 3', '-p icmp --icmp-type 3/1', true],
    ['-s example.org', '-s example.org', false],
    ['-s 10.0.0.0/255.0.255.0', '-s 10.0.0.0/255.0.255.0', false],
  ])('of `%s` hold all of `%s`: %s', (whole, part, holds) => {
    expect(containsSet(setOf(whole), setOf(part))).toBe(holds);
  });

  it('name what is not known of them', () => {
    expect(setOf('-p tcp --syn -m limit --limit 1/s -s example.org -m comment --comment x').unknown).toEqual([
      'tcp --syn',
      'limit',
      '--source',
    ]);
  });
});

describe('a rule that no packet can match', () => {
  it('is told where it is certain', () => {
    expectInRule(`-A INPUT -p tcp --dport 22 -m multiport --dports 80,443
                                        ^^^^^^^^^^^^^^^ (warning) never-matches: destination port
-A INPUT -s 10.0.0.0/8 -m iprange --src-range 192.0.2.1-192.0.2.9
                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ (warning) never-matches: source address
-A INPUT -m mark --mark 1 -m mark --mark 2
                                  ^^^^^^^^ (warning) never-matches: mark`);
  });

  it.each([
    '-A INPUT -p tcp --dport 22 -m multiport --dports 22,443',
    '-A INPUT -s 10.0.0.0/8 -m iprange --src-range 10.1.0.0-10.2.0.0',
    '-A INPUT -m mark --mark 0x1/0x1 -m mark --mark 0x2/0x2',
    '-A INPUT -s example.org -m iprange --src-range 10.1.0.0-10.2.0.0',
    '-A INPUT -m conntrack --ctstate DNAT -m conntrack --ctstate NEW',
    '-A INPUT ! -i eth0 -m physdev --physdev-in eth0',
  ])('is not claimed of %s', (text) => {
    expectInRule(text);
  });
});
