// `--syn --tcp-flags …`: options of one extension that exclude each other, or that want one another.
import type { ExtensionNode, OptionNode } from '../syntax/tree';
import type { LineCheck, Report } from './rule-check';

export const optionConflict: LineCheck = {
  asks: 'line',
  isImmediate: true,
  code: 'option-conflict',
  tier: 'parser',
  severity: 'error',
  title: 'Options that do not go together',
  explanation: 'Some options of an extension exclude each other; some mean nothing without another.',
  source: 'libxtables/xtoptions.c, xtables_option_fcheck2',
  example: {
    bad: '-A INPUT -p tcp -m multiport --sports 80 --dports 80',
    good: '-A INPUT -p tcp -m multiport --ports 80',
  },
  line(rule, _context, report): void {
    for (const extension of rule.extensions) {
      if (extension.options.length > 0) conflicts(extension, report);
    }
  },
};

function conflicts({ name, options }: ExtensionNode, report: Report): void {
  for (const option of options) {
    if (!option.fact) continue;
    const { fact, word } = option;
    const rival =
      fact.excludes &&
      options.find((other) => fact.excludes?.includes(nameOf(other)) && isTold(other, option, fact.name));
    if (rival) {
      const message = `${name}: option "--${fact.name}" cannot be used together with "--${nameOf(rival)}".`;
      report({ start: word.start, end: option.values.at(-1)?.end ?? word.end, message });
    }
    const missing = fact.requires?.find((required) => !options.some((other) => nameOf(other) === required));
    if (missing !== undefined) {
      const message = `${name}: option "--${fact.name}" also requires "--${missing}".`;
      report({ start: word.start, end: word.end, message });
    }
  }
}

/** Of two that exclude each other the later one is told; where only one of them says so, that one. */
function isTold(rival: OptionNode, option: OptionNode, name: string): boolean {
  return isBefore(rival, option) || (rival !== option && !rival.fact?.excludes?.includes(name));
}

function isBefore(one: OptionNode, other: OptionNode): boolean {
  return one.word.start < other.word.start;
}

function nameOf(option: OptionNode): string {
  return option.fact?.name ?? '';
}
