// The same rule twice in a chain.
import type { Lines } from '../model/lines';
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
    const others = new Map<number, number[]>();
    for (const line of ruleset.repeated) {
      const hash = lines.hashAt(line);
      const before = others.get(hash) ?? [];
      const first = before.find((other) => isSame(other, line, context));
      if (first !== undefined) found.push(finding(line, first, lines));
      else others.set(hash, [...before, line]);
    }
    return found;
  },
};

function finding(line: number, first: number, lines: Lines): RulesetFinding {
  const end = lines.textAt(first).length;
  const related = [{ line: first, start: 0, end, message: 'The first of the two.' }];
  const isSameText = ruleText(lines, line) === ruleText(lines, first);
  const message = isSameText
    ? `The same rule stands on line ${first + 1}.`
    : `The rule on line ${first + 1} says the same in other words.`;
  return { line, start: 0, end: lines.textAt(line).length, message, unnecessary: true, related };
}

function isSame(one: number, other: number, { ruleset, lines, nodeOf }: RulesetContext): boolean {
  if (ruleset.chains.ownerOf[one] !== ruleset.chains.ownerOf[other]) return false;
  if (ruleText(lines, one) === ruleText(lines, other)) return true;
  const [first, second] = [nodeOf(one), nodeOf(other)];
  return first?.kind === 'rule' && second?.kind === 'rule' && isSameRule(first, second);
}

/** The line without its counters and its indentation. */
function ruleText(lines: Lines, line: number): string {
  const text = lines.textAt(line);
  return (text.startsWith('[') ? text.slice(text.indexOf(']') + 1) : text).trimStart();
}
