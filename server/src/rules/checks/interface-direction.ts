// `-A INPUT -o eth0`: an interface that packets of this chain do not have.
import type { LineCheck } from './rule-check';

const withoutOutput = ['PREROUTING', 'INPUT'];
const withoutInput = ['POSTROUTING', 'OUTPUT'];

export const interfaceDirection: LineCheck = {
  asks: 'line',
  code: 'interface-direction',
  tier: 'parser',
  severity: 'error',
  title: 'Interface of the wrong direction',
  explanation:
    'Packets in PREROUTING and INPUT have no outgoing interface yet, and iptables refuses `-o` there; nor `-i` in OUTPUT and POSTROUTING. In a chain of your own called from there it is accepted, and never matches.',
  source: 'iptables/xshared.c, do_parse',
  example: { bad: '-A INPUT -o eth0 -j ACCEPT', good: '-A INPUT -i eth0 -j ACCEPT' },
  line(rule, _context, report): void {
    const { command } = rule;
    const chain = command?.values[0]?.value;
    if (chain === undefined || !command || !'ADCIR'.includes(command.fact.letter)) return;
    const letter = withoutOutput.includes(chain) ? 'o' : withoutInput.includes(chain) ? 'i' : undefined;
    if (letter === undefined) return;
    for (const { owner, fact, word } of rule.options) {
      if (owner || fact.letter !== letter) continue;
      const instead = letter === 'o' ? '-i' : '-o';
      report({
        start: word.start,
        end: word.end,
        message: `Can't use -${letter} with ${chain}.`,
        fixes: [
          { title: `Change to ${instead}`, edits: [{ start: word.start, end: word.end, text: instead }] },
        ],
      });
    }
  },
};
