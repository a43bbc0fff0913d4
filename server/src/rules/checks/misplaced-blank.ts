// ` COMMIT`, `COMMIT `, `  # comment`, or a line of blanks, within a table.
import type { FaultCheck } from './rule-check';

export const misplacedBlank: FaultCheck = {
  asks: 'fault',
  code: 'misplaced-blank',
  tier: 'parser',
  severity: 'error',
  title: 'Blank where none may be',
  explanation:
    'A rule may be indented, but nothing may stand before a `#`, nor before or behind a COMMIT, and an empty line is really empty. iptables-restore takes each of these lines for a rule otherwise.',
  source: 'iptables/iptables-restore.c, ip46tables_restore_main',
  example: { bad: '*filter\n  # the office\nCOMMIT ', good: '*filter\n# the office\nCOMMIT' },
  faults: ['misplaced-blank'],
  fault(fault, { lines }) {
    const text = lines.textAt(fault.line);
    const bare = text.trim();
    const indent = text.length - text.trimStart().length;
    const message =
      bare === ''
        ? 'no command specified: a line of blanks alone is no empty line.'
        : bare === 'COMMIT'
          ? "Bad argument `COMMIT': no blank may stand before or behind it."
          : "Bad argument `#': no blank may stand before a comment.";
    const kept = bare === 'COMMIT' ? bare : text.slice(indent);
    return {
      ...fault,
      ...(bare.startsWith('#') && { start: indent, end: indent + 1 }),
      message,
      fixes: [
        {
          title: 'Delete the blanks',
          edits: [{ start: 0, end: text.length, text: bare === '' ? '' : kept }],
        },
      ],
    };
  },
};
