// `-p tcp -j ACCEPT`: a rule line without a command, or with one too many.
import { isPlaceholder } from '../syntax/placeholder';
import type { CoreOptionNode, OptionNode } from '../syntax/tree';
import type { LineCheck, Report } from './rule-check';

export const command: LineCheck = {
  asks: 'line',
  code: 'command',
  tier: 'parser',
  severity: 'error',
  title: 'No command, or one too many',
  explanation:
    'A rule line does one thing: it has one command, mostly `-A` and a chain. A command takes only the options that mean something with it.',
  source: 'iptables/xshared.c, add_command and generic_opt_check',
  example: { bad: '-p tcp --dport 22 -j ACCEPT', good: '-A INPUT -p tcp --dport 22 -j ACCEPT' },
  line(rule, { text }, report): void {
    if (rule.stop !== undefined) return;
    const commands = rule.options.filter(isCommand);
    const [first] = commands;
    if (!first) {
      if (rule.problems.length > 0 || rule.isOpen) return;
      report({ start: 0, end: text.length, message: 'no command specified.' });
      return;
    }
    for (const other of commands.slice(1)) {
      if (goTogether(first, other)) continue;
      const { start, end } = other.word;
      report({ start, end, message: `Cannot use -${other.fact.letter} with -${first.fact.letter}.` });
    }
    refused(first, rule.options, report);
    badNumber(first, report);
  },
};

function isCommand(option: OptionNode): option is CoreOptionNode {
  return !option.owner && option.fact.role === 'command';
}

/** Only zeroing goes with listing. */
function goTogether(one: CoreOptionNode, other: CoreOptionNode): boolean {
  const letters = one.fact.letter + other.fact.letter;
  return ['LZ', 'ZL', 'SZ', 'ZS'].includes(letters);
}

function refused(node: CoreOptionNode, options: readonly OptionNode[], report: Report): void {
  const { letter } = node.fact;
  const deletesByNumber = letter === 'D' && node.values.length > 1;
  const letters = deletesByNumber ? 'nsdpjxio0cf' : (node.fact.refuses ?? '');
  for (const option of options) {
    if (option.owner) continue;
    const refusedLetter = option.fact.letter === 'g' ? 'j' : option.fact.letter;
    if (option.fact.role === 'command' || !letters.includes(refusedLetter)) continue;
    const { start, end } = option.word;
    report({
      start,
      end,
      message: `Illegal option \`-${option.fact.letter}' with this command (-${letter}).`,
    });
  }
}

function badNumber(node: CoreOptionNode, report: Report): void {
  const place = (node.fact.operands ?? []).indexOf('rule-number');
  const word = node.values[place + 1];
  if (place < 0 || !word || isPlaceholder(word.value)) return;
  const isNumber = /^(?:\+?(?:0[xX][0-9a-fA-F]+|\d+))$/.test(word.value) && !/^\+?0+$/.test(word.value);
  if (!isNumber) {
    report({ start: word.start, end: word.end, message: `Invalid rule number \`${word.value}'.` });
  }
}
