// The same rule twice in a chain.
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
  *ruleset({ ruleset, lines }): Iterable<RulesetFinding> {
    for (const table of ruleset.tables) {
      const seen = new Map<string, number>();
      for (const { rules } of table.chains.values()) {
        for (const line of rules) {
          const model = lines[line];
          const rule = model?.rule;
          if (!model || !rule || rule.command?.letter !== 'A' || rule.isBroken) continue;
          if (!rule.jump?.target?.terminating || !rule.isSteady) continue;
          const text = ruleText(model.source.text);
          const first = seen.get(text);
          if (first === undefined) {
            seen.set(text, line);
            continue;
          }
          const related = {
            line: first,
            start: 0,
            end: lines[first]?.source.text.length ?? 0,
            message: 'The first of the two.',
          };
          const message = `The same rule stands on line ${first + 1}.`;
          yield {
            line,
            start: 0,
            end: model.source.text.length,
            message,
            unnecessary: true,
            related: [related],
          };
        }
      }
    }
  },
};

/** The line without its counters. */
function ruleText(text: string): string {
  return text.startsWith('[') ? text.slice(text.indexOf(']') + 1).trimStart() : text;
}
