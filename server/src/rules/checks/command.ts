// `-p tcp -j ACCEPT`: a rule line without a command, or with one too many.
import { parseInteger } from '../facts/integer';
import { isPlaceholder } from '../syntax/placeholder';
import { isAtLeast } from '../profile';
import type { Profile } from '../profile';
import type { CoreOptionNode, OptionNode } from '../syntax/tree';
import type { LineCheck, Report } from './rule-check';

export const command: LineCheck = {
  asks: 'line',
  isImmediate: true,
  code: 'command',
  tier: 'parser',
  severity: 'error',
  title: 'No command, or one too many',
  explanation:
    'A rule line does one thing: it has one command, mostly `-A` and a chain. A command takes only the options that mean something with it.',
  source: 'iptables/xshared.c, add_command and generic_opt_check',
  example: { bad: '-p tcp --dport 22 -j ACCEPT', good: '-A INPUT -p tcp --dport 22 -j ACCEPT' },
  line(rule, { text, profile }, report): void {
    const isWhole = rule.stop === undefined;
    const commands = rule.options.filter(isCommand);
    const [first] = commands;
    if (!first) {
      if (!isWhole || rule.problems.length > 0 || rule.isOpen) return;
      report({ start: 0, end: text.length, message: 'no command specified.' });
      return;
    }
    for (const other of commands.slice(1)) {
      if (goTogether(first, other)) continue;
      const { start, end } = other.word;
      report({ start, end, message: `Cannot use -${other.fact.letter} with -${first.fact.letter}.` });
    }
    if (rule.stop === 'family' && first.fact.letter === 'R') {
      report({ start: 0, end: text.length, message: 'Replacement rule does not specify a unique address.' });
    }
    if (isWhole) refused(commands, rule.options, profile, report);
    for (const node of commands) badNumber(node, report);
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

/** The first version that wants an option to go with every command of the line, and not just with one. */
const wantsAllToTake = '1.8.11';

function refused(
  commands: readonly CoreOptionNode[],
  options: readonly OptionNode[],
  profile: Profile,
  report: Report,
): void {
  for (const option of options) {
    if (option.owner || option.fact.role === 'command') continue;
    const refusing = commands.filter((command) => refuses(command, option.fact.letter));
    const [first] = refusing;
    if (!first || (refusing.length < commands.length && !isAtLeast(profile, wantsAllToTake))) continue;
    const { start, end } = option.word;
    const message = `Illegal option \`-${option.fact.letter}' with this command (-${first.fact.letter}).`;
    report({ start, end, message });
  }
}

function refuses({ fact, values }: CoreOptionNode, letter: string): boolean {
  const deletesByNumber = fact.letter === 'D' && values.length > 1;
  const letters = deletesByNumber ? 'nsdpjxio0cf' : (fact.refuses ?? '');
  return letters.includes(letter === 'g' ? 'j' : letter);
}

/** INT_MAX. */
const largestRuleNumber = 0x7fffffff;

function badNumber(node: CoreOptionNode, report: Report): void {
  const place = (node.fact.operands ?? []).indexOf('rule-number');
  // A chain that may be left out is an operand itself.
  const word = node.values[node.fact.optionalValue ? place : place + 1];
  if (place < 0 || !word || isPlaceholder(word.value)) return;
  const isNumber = parseInteger(word.value, 1, largestRuleNumber) !== undefined;
  if (!isNumber) {
    report({ start: word.start, end: word.end, message: `Invalid rule number \`${word.value}'.` });
  }
}
