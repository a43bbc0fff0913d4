// A rule file after edits → the same as opened so. Whatever a version takes over from the one before, everything that
// is said of it is what would be said of a file that was never edited.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Profile, RuleSnapshot } from '../../../server/src/rules/service';
import { legacy, nft, open, rules } from '../../support/rule-fixtures';
import { applyEdit, edit, placeOf, ruleText } from '../../support/rule-text';

/** Lines that make sense together: chains that are declared, called, renamed and deleted, rules that hide others. */
const tableLine = fc.constantFrom(
  ...[
    '*filter',
    '*nat',
    'COMMIT',
    ':web - [0:0]',
    ':a-1 - [0:0]',
    ':INPUT DROP [0:0]',
    ':LOG - [0:0]',
    '# x',
  ],
  ...[
    '-A INPUT -j web',
    '-A web -j a-1',
    '-A a-1 -j web',
    '-A a-1 -g web',
    '-A OUTPUT -j b-2',
    '-A b-2 -j ACCEPT',
  ],
  ...['-A web -s 10.0.0.1 -j ACCEPT', '-A web -s 10.0.0.1/32 -j ACCEPT', '-A web -j DROP', '-A INPUT -j LOG'],
  ...[
    '-A web -p tcp --dport 22 -j DROP',
    '-A web -p tcp -m tcp --dport 22 -j DROP',
    '-I web 3 -j ACCEPT',
    '-X',
  ],
  ...[
    '-N a-1',
    '-E web a-1',
    '-X a-1',
    '-F web',
    '-D web 1',
    '-R web 1 -j DROP',
    '-P INPUT DROP',
    '-A INPUT -j DROP',
  ],
  ...[
    '-A POSTROUTING -j MASQUERADE',
    '-A a-1 -j MASQUERADE',
    '-A web -m owner --uid-owner 0',
    '-A web -x',
    '-h',
    ' ',
  ],
  ...[
    '-A web -m state --state NEW',
    '-A web -i lo\r',
    '# nfw-disable-line unused-chain',
    '-A INPUT ! -i + -j DROP',
  ],
  ...[
    '-A a-1 -p tcp --dport 1 -m multiport --dports 2,3',
    '-A web -p tcp --dport 99999',
    ' COMMIT',
    '  # y',
    '',
  ],
);

/** Rules that differ in a value alone, and those that stand twice. */
const rule = fc
  .tuple(
    fc.constantFrom('web', 'a-1', 'INPUT'),
    fc.nat(4000),
    fc.constantFrom('ACCEPT', 'DROP', 'web', 'a-1'),
  )
  .map(([chain, number, target]) => `-A ${chain} -s 10.0.${number >> 8}.${number & 255} -j ${target}`);

const textOf = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');

/** Lines that leave those behind them to be read as before: a long file has each of the others early on. */
const harmlessLine = tableLine.filter((line) => !/^(?:-h|\*|:LOG| ?COMMIT)/.test(line));

/** What lines are replaced by others. */
const change = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  count: fc.oneof({ weight: 5, arbitrary: fc.nat(3) }, fc.constant(700)),
  inserted: fc.array(fc.oneof(tableLine, rule), { maxLength: 3 }),
  /** How often they are inserted. */
  times: fc.oneof({ weight: 5, arbitrary: fc.constant<number>(1) }, fc.constant<number>(300)),
});

type Change = typeof change extends fc.Arbitrary<infer Value> ? Value : never;

function changed(snapshot: RuleSnapshot, lines: readonly string[], { at, count, inserted, times }: Change) {
  const first = Math.floor(at * lines.length);
  const fresh = Array.from({ length: times }, () => inserted).flat();
  const start = textOf(lines.slice(0, first)).length;
  const end = start + textOf(lines.slice(first, first + count)).length;
  const { source } = snapshot.lines;
  return {
    lines: lines.toSpliced(first, count, ...fresh),
    snapshot: rules.update(snapshot, source.changed({ start, end, text: textOf(fresh) })),
  };
}

/** Everything that is said of the whole file, and of these lines. */
function expectSame(snapshot: RuleSnapshot, fresh: RuleSnapshot, places: readonly number[]): void {
  expect(snapshot.lines.source.text).toBe(fresh.lines.source.text);
  expect(rules.diagnostics(snapshot)).toEqual(rules.diagnostics(fresh));
  expect(rules.symbols(snapshot)).toEqual(rules.symbols(fresh));
  expect(rules.foldingRanges(snapshot)).toEqual(rules.foldingRanges(fresh));
  for (const line of places) {
    const position = { line, character: 5 };
    const range = { start: { line, character: 0 }, end: { line: line + 20, character: 0 } };
    expect(rules.references(snapshot, position, true)).toEqual(rules.references(fresh, position, true));
    expect(rules.hover(snapshot, position)).toEqual(rules.hover(fresh, position));
    expect(rules.completions(snapshot, position)).toEqual(rules.completions(fresh, position));
    expect(rules.ruleNumbers(snapshot, range)).toEqual(rules.ruleNumbers(fresh, range));
    expect(rules.semanticTokensIn(snapshot, range)).toEqual(rules.semanticTokensIn(fresh, range));
  }
}

const profile = fc.constantFrom<Profile>(legacy, nft);

// Hundreds of files take their time on a busy machine; nothing here asserts how long.
describe('a rule file', { timeout: 300_000 }, () => {
  it('of anything is after any edits what it would be if it were opened so', () => {
    fc.assert(
      fc.property(ruleText, fc.array(edit, { minLength: 1, maxLength: 6 }), (start, edits) => {
        let text = start;
        let snapshot = open(text);
        for (const [index, change] of edits.entries()) {
          const place = placeOf(text, change);
          text = applyEdit(text, change);
          // Whether it is made by a change or given as a whole, the text is the same.
          const { source } = snapshot.lines;
          snapshot = rules.update(
            snapshot,
            index % 2 ? text : source.changed({ ...place, text: change.text }),
          );
        }
        expectSame(snapshot, open(text), [0, 1]);
      }),
      { numRuns: 300 },
    );
  });

  it('of tables is after edits of whole lines what it would be if it were opened so', () => {
    const start = fc.array(tableLine, { size: 'max', maxLength: 30 });
    const changes = fc.array(change, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(start, changes, profile, (start, changes, profile) => {
        let lines: readonly string[] = ['*filter', ...start];
        let snapshot = open(textOf(lines), profile);
        for (const change of changes.map((change) => ({ ...change, times: 1 }))) {
          ({ lines, snapshot } = changed(snapshot, lines, change));
        }
        expectSame(snapshot, open(textOf(lines), profile), [...lines.keys()]);
      }),
      { numRuns: 600 },
    );
  });

  it('of many lines is so too, and every version of it stays what it was', () => {
    const start = fc.array(fc.oneof({ weight: 20, arbitrary: rule }, harmlessLine), {
      size: 'max',
      minLength: 600,
      maxLength: 1800,
    });
    const changes = fc.array(change, { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(start, changes, profile, fc.nat(8), (start, changes, profile, back) => {
        const head = ['*filter', ':web - [0:0]', ':a-1 - [0:0]'];
        const versions = [
          { lines: [...head, ...start], snapshot: open(textOf([...head, ...start]), profile) },
        ];
        for (const change of changes) {
          const { lines, snapshot } = versions.at(-1) as (typeof versions)[number];
          versions.push(changed(snapshot, lines, change));
          // Not every version is asked about.
          if (change.at < 0.5) rules.diagnostics(versions.at(-1)?.snapshot as RuleSnapshot);
        }
        for (const version of [versions.at(-1), versions[back % versions.length], versions.at(-1)]) {
          const { lines, snapshot } = version as (typeof versions)[number];
          expectSame(snapshot, open(textOf(lines), profile), [0, 3, Math.floor(lines.length / 2)]);
        }
      }),
      // To find a smaller example of as many lines takes hours.
      { numRuns: 25, endOnFailure: true },
    );
  });
});
