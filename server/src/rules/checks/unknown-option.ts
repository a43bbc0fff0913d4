// `--dpotr 22`: an option nobody on this line has.
import { describeValidity, isKnownTo } from '../facts/versions';
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
    const version = versionHint(problem.subject, context);
    const instead = version === undefined ? suggestion(problem.subject, context) : undefined;
    const owners = ownersOf(problem.subject, context);
    const hint = version
      ? ` ${version}`
      : instead
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

/** What to say when another version of an extension on the line has the option. */
function versionHint(subject: string, { rule, grammar, profile }: LineContext): string | undefined {
  const isMeant = isCalled(subject.replace(/^--/, ''));
  const options = rule.extensions.flatMap(
    ({ kind, name }) => grammar.everyVersion[kind](name, profile.family)?.options ?? [],
  );
  const option = options.find((candidate) => isMeant(candidate) && !isKnownTo(profile.version, candidate));
  return option && `iptables has it ${describeValidity(option)}.`;
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
