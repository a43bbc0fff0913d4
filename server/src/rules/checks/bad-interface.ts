// `-i eth0123456789012`: a name that no interface can have.
import { longestInterface } from '../facts/tables';
import type { LineFinding, ValueCheck } from './rule-check';
import { isPlaceholder } from '../syntax/placeholder';

export const badInterface: ValueCheck = {
  asks: 'value',
  code: 'bad-interface',
  tier: 'parser',
  severity: 'error',
  title: 'Bad interface name',
  explanation:
    'An interface name has 1 to 15 bytes, a `+` at its end included. With a `/` or a blank in it iptables only warns, but no interface is called so.',
  source: 'libxtables/xtables.c, xtables_parse_interface',
  example: { bad: '-A INPUT -i averylonginterface0', good: '-A INPUT -i averylong+' },
  kinds: ['interface'],
  value(word, option): LineFinding | undefined {
    const { value, start, end } = word;
    // What is attached wrongly is told by another check, and stands here as the option itself.
    if (isPlaceholder(value) || word === option.word) return undefined;
    // Only iptables' own options ask for a name; to an extension an empty one is every interface.
    if (value === '') {
      return option.owner ? undefined : { start, end, message: 'Empty interface is likely to be undesired.' };
    }
    if (Buffer.byteLength(value) > longestInterface) {
      return { start, end, message: `interface name \`${value}' must be shorter than IFNAMSIZ (15).` };
    }
    if (!/[/ ]/.test(value)) return undefined;
    const message = `weird character in interface \`${value}': the kernel allows neither \`/\` nor a blank.`;
    return { start, end, message, tier: 'logic', severity: 'warning' };
  },
};
