// A table that nobody commits.
import type { FaultCheck } from './rule-check';

export const missingCommit: FaultCheck = {
  asks: 'fault',
  code: 'missing-commit',
  tier: 'parser',
  severity: 'error',
  title: 'Missing COMMIT',
  explanation:
    'Each table ends with a line that says `COMMIT` and nothing else. Without it nothing of the table is loaded.',
  source: 'iptables/iptables-restore.c, ip46tables_restore_main',
  example: { bad: '*filter\n-A INPUT -j ACCEPT', good: '*filter\n-A INPUT -j ACCEPT\nCOMMIT' },
  faults: ['missing-commit'],
  fault(fault, { lines }) {
    const title = 'Insert COMMIT';
    if (fault.detail === 'table') {
      const message = `Bad argument \`${lines.textAt(fault.line)}': the table ${fault.subject} before it lacks its COMMIT.`;
      return { ...fault, message, fixes: [{ title, edits: [{ start: 0, end: 0, text: 'COMMIT\n' }] }] };
    }
    const isEnded = lines.source.isEnded(lines.count - 1);
    const text = isEnded ? 'COMMIT\n' : '\nCOMMIT\n';
    const message = `COMMIT expected at line ${lines.count + 1}: the table ${fault.subject} is never committed.`;
    return { ...fault, message, fixes: [{ title, edits: [{ line: lines.count, start: 0, end: 0, text }] }] };
  },
};
