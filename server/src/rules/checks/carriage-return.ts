// Lines that end as on Windows.
import type { LineEdit, RulesetCheck, RulesetFinding } from './rule-check';

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
    const text = lines.textAt(first);
    const edits: LineEdit[] = [];
    for (const { line, text } of lines.source.linesFrom(0, lines.count)) {
      if (text.endsWith('\r')) edits.push({ line, start: text.length - 1, end: text.length, text: '' });
    }
    yield {
      line: first,
      start: text.length - 1,
      end: text.length,
      message: 'A carriage return ends the line: iptables-restore takes it for a part of the last word.',
      fixes: [{ title: `Delete the carriage returns of ${edits.length} lines`, edits }],
    };
  },
};
