// A rule before `*filter` or after COMMIT.
import type { Fault } from '../model/fault';
import type { FaultCheck, LineFix } from './rule-check';

export const outsideTable: FaultCheck = {
  asks: 'fault',
  code: 'outside-table',
  tier: 'parser',
  severity: 'error',
  title: 'Line outside of a table',
  explanation:
    'Between COMMIT and the next `*table` line, and before the first, only empty lines and comments may stand. A blank before the `*` or the `#` makes it another line; so does a byte order mark.',
  source: 'iptables/iptables-restore.c, ip46tables_restore_main',
  example: { bad: '-A INPUT -j ACCEPT\n*filter\nCOMMIT', good: '*filter\n-A INPUT -j ACCEPT\nCOMMIT' },
  faults: ['outside-table'],
  fault(fault, { lines }) {
    const text = lines.textAt(fault.line);
    return {
      ...fault,
      message: messageOf(fault, text),
      fixes: fixesOf(fault, text, lines.source.isEnded(fault.line)),
    };
  },
};

function messageOf({ detail, line }: Fault, text: string): string {
  const failed = `line ${line + 1} failed`;
  if (text.startsWith('\ufeff')) return `${failed}: the file begins with a byte order mark.`;
  if (detail === 'commit') return `${failed}: no table is open that it could commit.`;
  if (detail === 'blank') return `${failed}: a line of blanks alone is no empty line.`;
  if (detail === 'indented') return `${failed}: nothing may stand before the \`${text.trim().charAt(0)}\`.`;
  return `${failed}: it stands outside of a table, which begins with a line like \`*filter\`.`;
}

function fixesOf({ detail }: Fault, text: string, isEnded: boolean): LineFix[] {
  const indent = text.length - text.trimStart().length;
  if (detail === 'commit' && isEnded) {
    const edit = { start: 0, end: text.length, withEnding: true as const, text: '' };
    return [{ title: 'Delete the line', edits: [edit] }];
  }
  if (detail === 'blank' || detail === 'indented') {
    return [
      {
        title: 'Delete the blanks',
        edits: [{ start: 0, end: detail === 'blank' ? text.length : indent, text: '' }],
      },
    ];
  }
  return text.startsWith('\ufeff')
    ? [{ title: 'Delete the byte order mark', edits: [{ start: 0, end: 1, text: '' }] }]
    : [];
}
