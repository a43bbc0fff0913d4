// `--dport 22` with no `-p tcp` before it.
import { findOption } from '../syntax/find-option';
import type { LineContext, LineFix, ProblemCheck } from './rule-check';

/** Protocols whose match is loaded by `-p`, the likeliest first. */
const protocols = ['tcp', 'udp'] as const;

export const portWithoutProtocol: ProblemCheck = {
  asks: 'problem',
  code: 'port-without-protocol',
  tier: 'parser',
  severity: 'error',
  title: 'Option of a protocol without its -p',
  explanation:
    'Options such as `--dport` and `--syn` belong to the match of a protocol. `-p tcp` or `-p udp` makes them known, and only to what follows it on the line.',
  source: 'iptables/xshared.c, load_proto',
  example: { bad: '-A INPUT --dport 22 -j ACCEPT', good: '-A INPUT -p tcp --dport 22 -j ACCEPT' },
  problems: ['unknown-option'],
  problem(problem, context) {
    if (!problem.subject.startsWith('--')) return undefined;
    const protocol = protocols.find((name) => hasOption(name, problem.subject.slice(2), context));
    if (!protocol) return undefined;
    const named = context.rule.protocol;
    const name = named?.values[0]?.value;
    const isBehind = named !== undefined && named.word.start > problem.start;
    if (named && !isBehind) return otherProtocol(problem, name ?? '');
    const message = isBehind
      ? `unknown option "${problem.subject}": it only becomes known behind \`-p ${name ?? protocol}\`, which comes later.`
      : `unknown option "${problem.subject}": it needs \`-p tcp\` or \`-p udp\` before it.`;
    return {
      start: problem.start,
      end: problem.end,
      message,
      fixes: fixes(problem.start, context, isBehind),
    };
  },
};

function hasOption(protocol: string, name: string, { grammar }: LineContext): boolean {
  const set = grammar.match(protocol);
  if (!set) return false;
  const extension = { kind: 'match', name: protocol, implicit: true, set, options: [] } as const;
  const loaded = [{ ...extension, word: nowhere, options: [] }];
  return findOption(name, loaded, grammar.profile)?.owner !== undefined;
}

const nowhere = { start: 0, end: 0, value: '', quoted: false };

function otherProtocol(problem: { subject: string; start: number; end: number }, protocol: string) {
  const message = `unknown option "${problem.subject}": the protocol \`${protocol}\` has no such option.`;
  return { start: problem.start, end: problem.end, message };
}

function fixes(at: number, { rule, text }: LineContext, isBehind: boolean): LineFix[] {
  const named = rule.protocol;
  const last = named?.values[0];
  if (isBehind && named && last) {
    const from = (named.negation ?? named.word).start;
    const moved = text.slice(from, last.end);
    return [
      {
        title: `Move ${moved} before it`,
        edits: [
          { start: at, end: at, text: `${moved} ` },
          { start: from, end: Math.min(last.end + 1, text.length), text: '' },
        ],
      },
    ];
  }
  return protocols.map((protocol) => ({
    title: `Insert -p ${protocol}`,
    edits: [{ start: at, end: at, text: `-p ${protocol} ` }],
  }));
}
