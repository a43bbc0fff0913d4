// `*fitler`: a table that does not exist.
import { tables } from '../facts/tables';
import { closest } from '../model/values/words';
import { isPlaceholder } from '../syntax/placeholder';
import type { FaultCheck } from './rule-check';

export const unknownTable: FaultCheck = {
  asks: 'fault',
  code: 'unknown-table',
  tier: 'parser',
  severity: 'error',
  title: 'Unknown table',
  explanation: 'The tables are filter, nat, mangle, raw and security, in small letters.',
  source: 'iptables/iptables-restore.c, create_handle; iptables/xtables-restore.c',
  example: { bad: '*FILTER', good: '*filter' },
  faults: ['table-name'],
  fault(fault, { profile }) {
    const { subject, line, start, end } = fault;
    if (isPlaceholder(subject)) return undefined;
    if (subject === '') return { ...fault, message: `line ${line + 1} table name invalid: there is none.` };
    const instead = closest(
      subject,
      tables.map(({ name }) => name),
    );
    const said =
      profile.variant === 'legacy'
        ? `unable to initialize table '${subject}'`
        : `line ${line + 1} table name '${subject}' invalid`;
    return {
      ...fault,
      message: `${said}.${instead === undefined ? '' : ` Did you mean \`${instead}\`?`}`,
      fixes:
        instead === undefined
          ? []
          : [{ title: `Change to ${instead}`, edits: [{ start, end, text: instead }] }],
    };
  },
};
