// A file whose last line is an unended COMMIT.
import type { FaultCheck } from './rule-check';

export const noFinalNewline: FaultCheck = {
  asks: 'fault',
  code: 'no-final-newline',
  tier: 'parser',
  severity: 'error',
  title: 'No newline after the last COMMIT',
  explanation:
    'iptables-legacy-restore only knows COMMIT with the newline behind it, and refuses the file. iptables-nft-restore reads it all the same.',
  source: 'iptables/iptables-restore.c, ip46tables_restore_main',
  example: { bad: '*filter\nCOMMIT', good: '*filter\nCOMMIT\n' },
  faults: ['no-final-newline'],
  fault(fault, { lines, profile }) {
    const fixes = [
      { title: 'Insert the newline', edits: [{ line: lines.count, start: 0, end: 0, text: '\n' }] },
    ];
    if (profile.variant === 'legacy') {
      return {
        ...fault,
        message: "Bad argument `COMMIT': iptables-legacy wants a newline behind it.",
        fixes,
      };
    }
    const message =
      'No newline behind the last COMMIT: iptables-legacy would refuse the file, iptables-nft reads it.';
    return { ...fault, message, tier: 'logic', severity: 'hint', fixes };
  },
};
