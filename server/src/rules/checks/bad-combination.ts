// `--hashlimit-upto 10kb/s --hashlimit-burst 5`: options that an extension does not take together.
import { constraintOf } from './constraints/of-extension';
import type { LineCheck } from './rule-check';

export const badCombination: LineCheck = {
  asks: 'line',
  code: 'bad-combination',
  tier: 'parser',
  severity: 'error',
  title: 'Options that do not make sense together',
  explanation:
    'Some extensions look at all their options once they are read: an option that only means something beside a certain value of another, bounds that depend on each other. iptables or, when the rules are loaded, the kernel refuses the rule.',
  source: 'the final check of the extension, or checkentry of its kernel module',
  example: {
    bad: '-A INPUT -m hashlimit --hashlimit-upto 10kb/s --hashlimit-burst 5 --hashlimit-name a',
    good: '-A INPUT -m hashlimit --hashlimit-upto 10kb/s --hashlimit-burst 20kb --hashlimit-name a',
  },
  line(rule, context, report): void {
    if (rule.problems.length > 0 || rule.stop !== undefined || rule.isOpen) return;
    for (const extension of rule.extensions) {
      if (extension.options.some(({ uncertain }) => uncertain)) continue;
      constraintOf(extension)?.check(extension, context, report);
    }
  },
};
