// `-m conntrak`: a match that does not exist, as far as anyone can tell.
import { isForeign } from '../facts/foreign-extensions';
import { longestName } from '../facts/tables';
import { describeValidity } from '../facts/versions';
import { closest } from '../model/values/words';
import type { ExtensionNode } from '../syntax/tree';
import type { LineCheck, LineContext, Report } from './rule-check';
import { isPlaceholder } from '../syntax/placeholder';

export const unknownMatch: LineCheck = {
  asks: 'line',
  isImmediate: true,
  code: 'unknown-match',
  tier: 'parser',
  severity: 'error',
  title: 'Unknown match',
  explanation:
    'No match of this name ships with iptables, and no C source of the workspace registers one. One of xtables-addons, or one used with options of its own, is taken for an extension installed elsewhere, and only hinted at; any other that has no options, or a name that differs from a known one by a letter, is taken for a mistake.',
  source: 'libxtables/xtables.c, xtables_find_match',
  example: { bad: '-A INPUT -m conntrak --ctstate NEW', good: '-A INPUT -m conntrack --ctstate NEW' },
  line(rule, context, report): void {
    for (const extension of rule.extensions) {
      if (extension.kind === 'match' && !extension.set) judge(extension, context, report);
    }
  },
};

function judge({ name, word, options }: ExtensionNode, context: LineContext, report: Report): void {
  const { start, end } = word;
  if (isPlaceholder(name)) return;
  if (Buffer.byteLength(name) > longestName) {
    report({ start, end, message: `Invalid match name "${name}" (${longestName} chars max).` });
    return;
  }
  const { profile, grammar } = context;
  const known = grammar.catalog.extensions.filter(({ kind }) => kind === 'match');
  const here = known.filter(({ families }) => families.includes(profile.family));
  const instead = closest(
    name,
    here.map((fact) => fact.name),
  );
  const elsewhere = known.some((fact) => fact.name === name || fact.aliases?.includes(name));
  const ofVersion = grammar.everyVersion.match(name, profile.family);
  const isTarget = grammar.catalog.target(name, profile.family) !== undefined;
  const couldNotLoad = `Couldn't load match \`${name}'`;
  const isElsewhere = !grammar.catalog.complete && isForeign('match', name);
  if (ofVersion) {
    report({ start, end, message: `${couldNotLoad}: iptables has it ${describeValidity(ofVersion)}.` });
  } else if (instead !== undefined && !isElsewhere) {
    const fixes = [{ title: `Change to ${instead}`, edits: [{ start, end, text: instead }] }];
    report({ start, end, message: `${couldNotLoad}. Did you mean \`${instead}\`?`, fixes });
  } else if (elsewhere) {
    const other = profile.family === 'ipv4' ? 'IPv6' : 'IPv4';
    report({ start, end, message: `${couldNotLoad}: it is a match of ${other} only.` });
  } else if (isTarget) {
    report({ start, end, message: `${couldNotLoad}: it is a target, to be named with \`-j\`.` });
  } else if (!isElsewhere && (options.length === 0 || grammar.catalog.complete)) {
    report({ start, end, message: `${couldNotLoad}: no such match is known.` });
  } else {
    const message = `No match \`${name}' is known; its options are not checked.`;
    report({ start, end, message, tier: 'logic', severity: 'hint' });
  }
}
