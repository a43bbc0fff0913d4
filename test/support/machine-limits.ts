// What this machine cannot be asked about: its kernel may lack an extension or what a rule needs beside it, and its
// list of hosts a name. Each need has a probe, which is put to iptables once.
import { questionOf } from './corpus';
import type { CorpusLine } from './corpus';
import { askIptables } from './iptables-oracle';
import type { Question } from './iptables-oracle';

/** How much of a verdict tells something where a need is not met. */
export type Told = 'both' | 'test' | 'nothing';

interface Need {
  /** A rule that loads wherever the need is met. */
  readonly probe: CorpusLine;
  /** The rules that have the same need. */
  readonly rules: RegExp;
  /** What is left to be compared without it. */
  readonly otherwise: Told;
}

const needs: readonly Need[] = [
  // A security module that knows such a label.
  {
    probe: { table: 'security', rule: '-A INPUT -j SECMARK --selctx system_u:object_r:firewalld_exec_t:s0' },
    rules: /SECMARK/,
    otherwise: 'test',
  },
  // A user namespace that knows more users than root, who is all an ordinary user may take along.
  {
    probe: { rule: '-A OUTPUT -m owner --uid-owner 0-10' },
    rules: /owner(?![^]*-owner root\b)/,
    otherwise: 'test',
  },
  // An accounting object, which no rule makes but a program (nfacct add web).
  {
    probe: { rule: '-A INPUT -m nfacct --nfacct-name web' },
    rules: /nfacct/,
    otherwise: 'test',
  },
  // An estimator, which only a rule with the target RATEEST makes: one before it in the file, or long ago.
  {
    probe: { rule: '-A INPUT -m rateest --rateest1 web --rateest-lt --rateest-bps1 8bit' },
    rules: /^(?![^]*--rateest-name (\S+)[^]*\n[^]*--rateest1? \1\s)[^]*rateest/,
    otherwise: 'test',
  },
  // A timer: one of a name serves all namespaces of a kernel, and must be of one kind.
  {
    probe: {
      text: '*raw\n-A OUTPUT -j IDLETIMER --label nfw --timeout 1\n-A OUTPUT -j IDLETIMER --label nfw --timeout 1 --alarm\nCOMMIT\n',
    },
    rules: /IDLETIMER/,
    otherwise: 'test',
  },
  // The name of a host, which Debian has in /etc/hosts for both families.
  {
    probe: { rule: '-A INPUT -s localhost', family: 'ipv6' },
    rules: /localhost/,
    otherwise: 'nothing',
  },
];

let unmet: Promise<readonly Need[]> | undefined;

/** Tells how much iptables' verdict on a question is worth on this machine. */
export async function machineLimits(): Promise<(question: Question) => Told> {
  const missing = await (unmet ??= probeNeeds());
  return ({ text }) => missing.find(({ rules }) => rules.test(text))?.otherwise ?? 'both';
}

async function probeNeeds(): Promise<Need[]> {
  const questions = needs.map(({ probe }) => questionOf(probe));
  const verdicts = await askIptables(questions, 'legacy', '1.8.9');
  return needs.filter((_need, index) => !verdicts[index]?.loads);
}
