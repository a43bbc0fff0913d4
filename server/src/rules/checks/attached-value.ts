// `-ptcp`: a value attached to its option, before iptables 1.8.11.
import { longestInterface } from '../facts/tables';
import type { ProblemCheck } from './rule-check';

export const attachedValue: ProblemCheck = {
  asks: 'problem',
  code: 'attached-value',
  tier: 'parser',
  severity: 'error',
  title: 'Value attached to its option',
  explanation:
    'Before 1.8.11 iptables takes the option itself for a part of the value: `-ptcp` names the protocol `-ptcp`. A blank between the two works in every version.',
  source: 'iptables/xshared.c, do_parse (argv[optind - 1])',
  example: { bad: '-A INPUT -ptcp', good: '-A INPUT -p tcp' },
  problems: ['attached-value'],
  problem({ start, end, subject, detail = '' }, { profile }) {
    const dashes = subject.startsWith('--');
    const split = dashes ? subject.indexOf('=') : subject.indexOf(detail) + 1;
    const isInterface = detail === 'i' || detail === 'o';
    const leftToKernel = detail === 'j' && profile.variant === 'nft';
    const accepted = isInterface && Buffer.byteLength(subject) <= longestInterface;
    return {
      start,
      end,
      message: `iptables ${profile.version} takes \`${subject}' as a whole for the value; write a blank behind the option.`,
      ...(leftToKernel && { tier: 'kernel' as const }),
      ...(accepted && { tier: 'logic' as const, severity: 'warning' as const }),
      fixes: [
        {
          title: 'Write a blank behind the option',
          edits: [{ start: start + split, end: start + split + (dashes ? 1 : 0), text: ' ' }],
        },
      ],
    };
  },
};
