// `--dpotr 22`: an option nobody on this line has.
import { closest } from '../model/values/words';
import { coreByName } from '../syntax/grammar';
import type { LineContext, LineFix, ProblemCheck } from './rule-check';

export const unknownOption: ProblemCheck = {
  asks: 'problem',
  code: 'unknown-option',
  tier: 'parser',
  severity: 'error',
  title: 'Unknown option',
  explanation:
    'Neither iptables nor an extension loaded before it on the line has this option. An option of a match only works behind its `-m`, one of a target only behind its `-j`.',
  source: 'iptables/xshared.c, command_default',
  example: {
    bad: '-A INPUT --ctstate NEW -j ACCEPT',
    good: '-A INPUT -m conntrack --ctstate NEW -j ACCEPT',
  },
  problems: ['unknown-option'],
  problem(problem, context) {
    const instead = suggestion(problem.subject, context);
    const owners = ownersOf(problem.subject, context);
    const hint = instead
      ? ` Did you mean \`${instead}\`?`
      : owners.length > 0
        ? ` It is an option of ${owners.join(', ')}, to be loaded before it.`
        : '';
    const fixes: LineFix[] = instead
      ? [
          {
            title: `Change to ${instead}`,
            edits: [{ start: problem.start, end: problem.start + problem.subject.length, text: instead }],
          },
        ]
      : [];
    return {
      start: problem.start,
      end: problem.end,
      message: `unknown option "${problem.subject}".${hint}`,
      fixes,
    };
  },
};

function suggestion(subject: string, { rule }: LineContext): string | undefined {
  if (!subject.startsWith('--')) return undefined;
  const names = rule.extensions.flatMap(({ set }) => [...(set?.byName.keys() ?? [])]);
  const instead = closest(subject.slice(2), [...names, ...coreByName.keys()]);
  return instead === undefined ? undefined : `--${instead}`;
}

/** Extensions that have an option of just this name. */
function ownersOf(subject: string, { grammar, profile }: LineContext): string[] {
  const name = subject.replace(/^--/, '');
  return grammar.catalog.extensions
    .filter(({ families, options }) => families.includes(profile.family) && options.some(isCalled(name)))
    .map((extension) => `\`-${extension.kind === 'match' ? 'm' : 'j'} ${extension.name}\``);
}

function isCalled(name: string): (option: { name: string; aliases?: readonly string[] }) => boolean {
  return (option) => option.name === name || option.aliases?.includes(name) === true;
}
