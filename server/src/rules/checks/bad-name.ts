// `-N -x`: a name that no chain may have, or no target.
import { longestName } from '../facts/tables';
import { chainNameTooLong, faultOfChainName } from '../model/chain-name';
import { isPlaceholder } from '../syntax/placeholder';
import type { OptionNode, Word } from '../syntax/tree';
import type { LineCheck, LineContext } from './rule-check';

export const badName: LineCheck = {
  asks: 'line',
  isImmediate: true,
  code: 'bad-name',
  tier: 'parser',
  severity: 'error',
  title: 'Bad name of a chain or target',
  explanation:
    'A name has 1 to 28 bytes and no blank in it. A new chain may not begin with `-` or `!`, nor be called as a target is.',
  source: 'iptables/xshared.c, assert_valid_chain_name and xt_parse_target',
  example: { bad: '-N LOG', good: '-N log-and-drop' },
  line(rule, context, report): void {
    for (const option of rule.options) {
      if (option.owner || option.fact.role === 'forbidden') continue;
      const message = messageFor(option, context);
      const word = option.values[0];
      if (message !== undefined && word) report({ start: word.start, end: word.end, message });
    }
  },
};

function messageFor(option: OptionNode, context: LineContext): string | undefined {
  const word = option.values[0];
  if (!word || option.owner || isPlaceholder(word.value)) return undefined;
  const { letter, role } = option.fact;
  if (letter === 'j' || letter === 'g') return badTarget(word);
  if (letter === 'N' && !context.shadowed.has(word.value)) {
    return faultOfChainName(word.value, context.grammar);
  }
  const isTooLong = role === 'command' && Buffer.byteLength(word.value) > longestName;
  return isTooLong ? chainNameTooLong(word.value) : undefined;
}

function badTarget({ value }: Word): string | undefined {
  if (value === '') return 'Invalid target name (too short).';
  if (Buffer.byteLength(value) > longestName) {
    return `Invalid target name \`${value}' (${longestName} chars max).`;
  }
  return /[ \t\n\v\f\r]/.test(value) ? `Invalid target name \`${value}'.` : undefined;
}
