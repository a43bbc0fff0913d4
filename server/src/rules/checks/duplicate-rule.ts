// The same rule twice in a chain.
import type { LineModel } from '../model/line';
import { isSameRule } from '../model/same-rule';
import type { RulesetCheck, RulesetContext, RulesetFinding } from './rule-check';

export const duplicateRule: RulesetCheck = {
  asks: 'ruleset',
  code: 'duplicate-rule',
  tier: 'logic',
  severity: 'warning',
  title: 'Same rule twice',
  explanation:
    'A rule that ends in a verdict does nothing the second time: what it matches has been decided on before. Rules that count, log, mark or jump are left alone, as are those with a limit or another memory.',
  example: { bad: '-A INPUT -i lo -j ACCEPT\n-A INPUT -i lo -j ACCEPT', good: '-A INPUT -i lo -j ACCEPT' },
  consumers: ['restore', 'noflush', 'ufw'],
  ruleset: (context): RulesetFinding[] => {
    const found: RulesetFinding[] = [];
    const { ruleset, lines } = context;
    const table = new RuleTable(context, ruleset.decisive.length);
    for (const line of ruleset.decisive) {
      const model = lines[line] as LineModel;
      const first = table.add(model, line);
      if (first !== undefined) found.push(finding(line, first, lines));
    }
    return found;
  },
};

function finding(line: number, first: number, lines: readonly LineModel[]): RulesetFinding {
  const end = lines[first]?.source.text.length ?? 0;
  const related = [{ line: first, start: 0, end, message: 'The first of the two.' }];
  const isSameText = ruleText(lines[line]) === ruleText(lines[first]);
  const message = isSameText
    ? `The same rule stands on line ${first + 1}.`
    : `The rule on line ${first + 1} says the same in other words.`;
  return { line, start: 0, end: lines[line]?.source.text.length ?? 0, message, unnecessary: true, related };
}

/** Lines by the hash of their rule: a Map of texts would read every text of the file anew at each edit. */
class RuleTable {
  private readonly slots: Int32Array;
  private readonly hashes: Int32Array;
  private readonly mask: number;

  constructor(
    private readonly context: RulesetContext,
    count: number,
  ) {
    const size = 2 ** Math.ceil(Math.log2(count * 2 + 2));
    this.slots = new Int32Array(size);
    this.hashes = new Int32Array(size);
    this.mask = size - 1;
  }

  /** Adds a line, unless one with an equal rule is there: that one is returned then. */
  add({ hash }: LineModel, line: number): number | undefined {
    let slot = hash & this.mask;
    for (let other = this.slots[slot] as number; other !== 0; other = this.slots[slot] as number) {
      if (this.hashes[slot] === hash && this.isSame(other - 1, line)) return other - 1;
      slot = (slot + 1) & this.mask;
    }
    this.slots[slot] = line + 1;
    this.hashes[slot] = hash;
    return undefined;
  }

  private isSame(one: number, other: number): boolean {
    const { ruleset, lines, nodeOf } = this.context;
    if (ruleset.chains.ownerOf[one] !== ruleset.chains.ownerOf[other]) return false;
    if (ruleText(lines[one]) === ruleText(lines[other])) return true;
    const [first, second] = [nodeOf(one), nodeOf(other)];
    return first?.kind === 'rule' && second?.kind === 'rule' && isSameRule(first, second);
  }
}

/** The line without its counters and its indentation. */
function ruleText(line: LineModel | undefined): string {
  const text = line?.source.text ?? '';
  return (text.startsWith('[') ? text.slice(text.indexOf(']') + 1) : text).trimStart();
}
