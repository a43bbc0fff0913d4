// `-j DROP` in the table nat.
import { tableAt } from '../model/ruleset';
import type { RulesetCheck, RulesetFinding } from './rule-check';

export const dropInNat: RulesetCheck = {
  asks: 'ruleset',
  code: 'drop-in-nat',
  tier: 'parser',
  severity: 'error',
  title: 'DROP in the table nat',
  explanation:
    'The table nat only sees the first packet of a connection, so iptables refuses DROP there, as a target and as the policy of `-P`. A policy on a chain line is let through.',
  source: 'iptables/xshared.c, do_parse',
  example: { bad: '*nat\n-A PREROUTING -j DROP\nCOMMIT', good: '*raw\n-A PREROUTING -j DROP\nCOMMIT' },
  *ruleset({ ruleset, lines }): Iterable<RulesetFinding> {
    for (const table of ruleset.tables) {
      if (table.name !== 'nat') continue;
      for (let line = table.line; line <= table.end; line += 1) {
        const rule = ruleset.isRule[line] === 1 ? lines[line]?.rule : undefined;
        if (!rule || rule.stop !== undefined || tableAt(ruleset, line) !== table) continue;
        const jump = rule.jump?.name;
        const policy = rule.command?.letter === 'P' ? rule.command.operand : undefined;
        const word = jump?.value === 'DROP' ? jump : policy?.value === 'DROP' ? policy : undefined;
        const message =
          'The "nat" table is not intended for filtering, the use of DROP is therefore inhibited.';
        if (word) yield { line, start: word.start, end: word.end, message };
      }
    }
  },
};
