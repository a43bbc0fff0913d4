// `:foo`: a chain line whose name or policy will not do.
import { longestName, policies } from '../facts/tables';
import type { Fault } from '../model/fault';
import type { Profile } from '../profile';
import type { FaultCheck, RulesetFinding } from './rule-check';

export const badPolicy: FaultCheck = {
  asks: 'fault',
  code: 'bad-policy',
  tier: 'parser',
  severity: 'error',
  title: 'Bad policy',
  explanation:
    'A chain line says the policy of a built-in chain, `ACCEPT` or `DROP`, and `-` for a chain of your own, which has none. iptables-nft leaves a wrong word to the load, and says nothing of a policy of your own chain. Counters behind it are `[packets:bytes]`; from 1.8.11 on, others are refused.',
  source: 'libiptc/libiptc.c, iptc_set_policy; iptables/nft.c, nft_chain_set',
  example: { bad: ':INPUT REJECT [0:0]\n:web ACCEPT [0:0]', good: ':INPUT DROP [0:0]\n:web - [0:0]' },
  faults: ['chain-policy', 'policy-counters'],
  fault(fault, { profile }) {
    const { code, subject, detail, start, end } = fault;
    if (code === 'policy-counters') {
      const fixes = [{ title: 'Change to [0:0]', edits: [{ start, end, text: '[0:0]' }] }];
      return { ...fault, message: `invalid policy counters \`${subject}': they are [packets:bytes].`, fixes };
    }
    if (detail === 'missing') {
      const fixes = [{ title: 'Insert the policy -', edits: [{ start: end, end, text: ' - [0:0]' }] }];
      return { ...fault, message: `line ${fault.line + 1} policy invalid: there is none.`, fixes };
    }
    const isUser = detail === 'user' || detail === 'command user';
    if (!isUser && policies.includes(subject)) return undefined;
    const said = `Can't set policy \`${subject}'`;
    if (isUser) {
      if (detail === 'user' && profile.variant === 'nft') return undefined;
      const fixes = detail === 'user' ? [{ title: 'Change to -', edits: [{ start, end, text: '-' }] }] : [];
      return { ...fault, ...later(profile), message: `${said}: only a built-in chain has one.`, fixes };
    }
    const upper = subject.toUpperCase();
    const fixes = policies.includes(upper)
      ? [{ title: `Change to ${upper}`, edits: [{ start, end, text: upper }] }]
      : [];
    return { ...fault, ...later(profile), message: `${said}: Bad policy name, it is ACCEPT or DROP.`, fixes };
  },
};

/** What iptables-nft only finds when it loads the rules. */
function later({ variant }: Profile): Partial<RulesetFinding> {
  return variant === 'nft' ? { tier: 'kernel' } : {};
}

export const badChainName: FaultCheck = {
  asks: 'fault',
  code: 'bad-chain-name',
  tier: 'parser',
  severity: 'error',
  title: 'Bad name in a chain line',
  explanation:
    'A chain has a name of 1 to 28 bytes. It may not be called as a verdict is; with iptables-nft it may not begin with `-` or `!` either.',
  source: 'iptables/iptables-restore.c; iptables/xshared.c, assert_valid_chain_name',
  example: { bad: ':DROP - [0:0]', good: ':drop-it - [0:0]' },
  faults: ['chain-name'],
  fault(fault, { profile }) {
    const message = nameMessage(fault, profile);
    return message === undefined ? undefined : { ...fault, message };
  },
};

const verdictNames = ['ACCEPT', 'DROP', 'QUEUE', 'RETURN'];

function nameMessage({ subject, detail, line }: Fault, { variant }: Profile): string | undefined {
  if (detail === 'missing') return `line ${line + 1} chain name invalid: there is none.`;
  if (Buffer.byteLength(subject) > longestName) {
    return `Invalid chain name \`${subject}' (${longestName} chars max).`;
  }
  if (verdictNames.includes(subject)) {
    return variant === 'legacy'
      ? `error creating chain '${subject}': File exists, it is a verdict.`
      : 'chain name may not clash with target name.';
  }
  if (variant === 'legacy') return undefined;
  if (/^[-!]/.test(subject)) return `chain name not allowed to start with \`${subject.charAt(0)}'.`;
  return /[\n\v\f\r]/.test(subject) ? `Invalid chain name \`${subject}'.` : undefined;
}
