// Lines that end as on Windows.
import type { RulesetCheck, RulesetFinding } from './rule-check';

export const carriageReturn: RulesetCheck = {
  asks: 'ruleset',
  code: 'carriage-return',
  tier: 'parser',
  severity: 'error',
  title: 'CRLF line ends',
  explanation:
    'iptables-restore knows the line feed alone. A carriage return before it becomes part of the last word: the table is then called `filter\\r` and COMMIT is no COMMIT. Only in comments it does no harm.',
  source: 'iptables/iptables-restore.c',
  example: { bad: '*filter␍', good: '*filter' },
  consumers: ['restore', 'noflush', 'ufw'],
  *ruleset({ lines, ruleset }): Iterable<RulesetFinding> {
    const [first] = ruleset.withReturn;
    if (first === undefined) return;
    const text = lines[first]?.source.text ?? '';
    const edits = lines.flatMap(({ source }, line) =>
      source.text.endsWith('\r')
        ? [{ line, start: source.text.length - 1, end: source.text.length, text: '' }]
        : [],
    );
    yield {
      line: first,
      start: text.length - 1,
      end: text.length,
      message: 'A carriage return ends the line: iptables-restore takes it for a part of the last word.',
      fixes: [{ title: `Delete the carriage returns of ${edits.length} lines`, edits }],
    };
  },
};
