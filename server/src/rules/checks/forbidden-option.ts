// `-t nat` within a file.
import type { LineCheck } from './rule-check';

export const forbiddenOption: LineCheck = {
  asks: 'line',
  isImmediate: true,
  code: 'forbidden-option',
  tier: 'parser',
  severity: 'error',
  title: 'Option that a file may not have',
  explanation:
    'In a file the table is that of the `*table` line, so `-t` is refused; waiting for the lock is an option of iptables-restore itself. `-f` is an option of IPv4 alone.',
  source: 'iptables/xshared.c, do_parse',
  example: { bad: '-t nat -A POSTROUTING -j MASQUERADE', good: '*nat\n-A POSTROUTING -j MASQUERADE' },
  line(rule, { profile, text }, report): void {
    for (const { owner, fact, word, values } of rule.options) {
      if (owner) continue;
      const { start } = word;
      if (fact.role === 'forbidden') {
        if (profile.consumer === 'shell') continue;
        const end = values.at(-1)?.end ?? word.end;
        const message =
          fact.letter === 't'
            ? 'The -t option cannot be used in iptables-restore: the `*table` line says the table.'
            : `You cannot use \`-${fact.letter}' from iptables-restore.`;
        const deleted = { start, end: text.charAt(end) === ' ' ? end + 1 : end, text: '' };
        report({ start, end, message, fixes: [{ title: 'Delete it', edits: [deleted] }] });
      } else if (fact.families && !fact.families.includes(profile.family)) {
        const message = `\`-${fact.letter}' is not supported in IPv6, use -m frag instead.`;
        report({ start, end: word.end, message });
      }
    }
  },
};
