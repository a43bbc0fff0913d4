// `-m state --state NEW`: the older name of `-m conntrack --ctstate NEW`.
import type { RuleLine } from '../syntax/tree';
import type { LineEdit, RulesetCheck, RulesetContext, RulesetFinding } from './rule-check';

/** In how many rules the name is changed at once: each is parsed for it, whenever the file is looked at. */
const mostRules = 1000;

export const deprecatedMatch: RulesetCheck = {
  asks: 'ruleset',
  code: 'deprecated-match',
  tier: 'logic',
  severity: 'hint',
  title: 'Match that has another name today',
  explanation:
    'The match state is the older name of conntrack, and its option `--state` that of `--ctstate`. Both work and mean the same; iptables-nft saves the older one as it is. It is said once in a file, and can be changed in all its rules at once.',
  source: 'extensions/libxt_conntrack.c, state_mt_check',
  example: {
    bad: '-A INPUT -m state --state NEW -j ACCEPT',
    good: '-A INPUT -m conntrack --ctstate NEW -j ACCEPT',
  },
  ruleset: (context): RulesetFinding[] => {
    const { ruleset } = context;
    const [first] = ruleset.deprecated;
    const finding = first === undefined ? undefined : findingOn(first, context);
    return finding ? [finding] : [];
  },
};

function findingOn(line: number, context: RulesetContext): RulesetFinding | undefined {
  const [edit] = editsOf(line, context);
  if (!edit) return undefined;
  const all = context.ruleset.deprecated;
  const here = { title: 'Change to conntrack', edits: editsOf(line, context) };
  const isManageable = all.length > 1 && all.length <= mostRules;
  const everywhere = isManageable ? all.flatMap((other) => editsOf(other, context)) : [];
  const both = { title: `Change to conntrack in all ${all.length} rules`, edits: everywhere };
  const { start, end } = edit;
  const count = all.length > 1 ? ` It stands in ${all.length} rules.` : '';
  const message = `The match state is the older name of conntrack.${count}`;
  return { line, start, end, message, fixes: isManageable ? [here, both] : [here] };
}

function editsOf(line: number, { nodeOf }: RulesetContext): LineEdit[] {
  const node = nodeOf(line);
  if (node?.kind !== 'rule') return [];
  const [name, option] = wordsOf(node);
  if (!name || !option) return [];
  return [
    { line, start: name.start, end: name.end, text: 'conntrack' },
    { line, start: option.start, end: option.end, text: '--ctstate' },
  ];
}

function wordsOf({ extensions }: RuleLine) {
  const state = extensions.find(({ kind, name }) => kind === 'match' && name === 'state');
  return [state?.word, state?.options[0]?.word];
}
