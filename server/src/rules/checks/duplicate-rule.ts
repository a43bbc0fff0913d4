// The same rule twice in a chain.
import type { LineModel } from '../model/line';
import type { RulesetCheck, RulesetFinding } from './rule-check';

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
  *ruleset({ ruleset, lines }): Iterable<RulesetFinding> {
    for (const table of ruleset.tables) {
      for (const { rules, hook } of table.chains.values()) {
        if (rules.length > 1 || hook) yield* inChain(rules, lines);
      }
    }
  },
};

/** Lists what it finds, nearly always nothing: an iterator over 100,000 rules would take longer than the look at them. */
function inChain(rules: readonly number[], lines: readonly LineModel[]): RulesetFinding[] {
  const found: RulesetFinding[] = [];
  const table = new RuleTable(lines, rules.length);
  for (const line of rules) {
    const model = lines[line];
    if (!model?.rule?.isDecisive || model.rule.command?.letter !== 'A') continue;
    const first = table.add(model, line);
    if (first !== undefined) found.push(finding(line, model, first, lines));
  }
  return found;
}

function finding(
  line: number,
  { source }: LineModel,
  first: number,
  lines: readonly LineModel[],
): RulesetFinding {
  const end = lines[first]?.source.text.length ?? 0;
  const related = [{ line: first, start: 0, end, message: 'The first of the two.' }];
  const message = `The same rule stands on line ${first + 1}.`;
  return { line, start: 0, end: source.text.length, message, unnecessary: true, related };
}

/** Lines by the hash of their rule: a Map of texts would read every text of the file anew at each edit. */
class RuleTable {
  private readonly slots: Int32Array;
  private readonly hashes: Int32Array;
  private readonly mask: number;

  constructor(
    private readonly lines: readonly LineModel[],
    count: number,
  ) {
    const size = 2 ** Math.ceil(Math.log2(count * 2 + 2));
    this.slots = new Int32Array(size).fill(-1);
    this.hashes = new Int32Array(size);
    this.mask = size - 1;
  }

  /** Adds a line, unless one with an equal rule is there: that one is returned then. */
  add(model: LineModel, line: number): number | undefined {
    const { hash } = model;
    let slot = hash & this.mask;
    for (let other = this.slots[slot] ?? -1; other >= 0; other = this.slots[slot] ?? -1) {
      if (this.hashes[slot] === hash && this.isSame(other, model)) return other;
      slot = (slot + 1) & this.mask;
    }
    this.slots[slot] = line;
    this.hashes[slot] = hash;
    return undefined;
  }

  private isSame(other: number, { source }: LineModel): boolean {
    return ruleText(this.lines[other]?.source.text ?? '') === ruleText(source.text);
  }
}

/** The line without its counters and its indentation. */
function ruleText(text: string): string {
  return (text.startsWith('[') ? text.slice(text.indexOf(']') + 1) : text).trimStart();
}
