// `-j ACCEPT -j DROP`: an option that may stand but once.
import type { OptionNode } from '../syntax/tree';
import type { LineCheck, LineFinding } from './rule-check';

export const repeatedOption: LineCheck = {
  asks: 'line',
  isImmediate: true,
  code: 'repeated-option',
  tier: 'parser',
  severity: 'error',
  title: 'Option given twice',
  explanation:
    'Most options may stand but once in a rule, or once for each time their extension is loaded. A chain for several addresses is made with a list: `-s 192.0.2.1,192.0.2.2`.',
  source: 'iptables/xshared.c, set_option; libxtables/xtoptions.c, xtables_option_parse',
  example: { bad: '-A INPUT -s 192.0.2.1 -s 192.0.2.2', good: '-A INPUT -s 192.0.2.1,192.0.2.2' },
  line(rule, _context, report): void {
    const { options } = rule;
    for (let index = 1; index < options.length; index += 1) {
      const option = options[index] as OptionNode;
      if (isRepeated(option, options, index)) report(finding(option));
    }
  },
};

function isRepeated(option: OptionNode, options: readonly OptionNode[], index: number): boolean {
  if (!option.fact || option.fact.repeatable) return false;
  if (!option.owner && option.fact.role !== 'parameter' && option.fact.role !== 'display') return false;
  for (let before = 0; before < index; before += 1) {
    const other = options[before] as OptionNode;
    if (other.owner === option.owner && other.fact && isSameSlot(other, option)) return true;
  }
  return false;
}

/** `-j` and `-g` are one and the same to iptables. */
function isSameSlot(one: OptionNode, other: OptionNode): boolean {
  if (one.fact === other.fact) return true;
  return !one.owner && !other.owner && 'jg'.includes(one.fact.letter) && 'jg'.includes(other.fact.letter);
}

function finding(option: OptionNode): LineFinding {
  const { start } = option.negation ?? option.word;
  const end = option.values.at(-1)?.end ?? option.word.end;
  if (!option.owner) return { start, end, message: `multiple -${option.fact.letter} flags not allowed.` };
  const message = `${option.owner.name}: option "--${option.fact?.name ?? ''}" can only be used once.`;
  return { start, end, message };
}
