// extensions/libxt_recent.c; net/netfilter/xt_recent.c, recent_mt_check
import type { ExtensionNote } from '../note';

export const recent: ExtensionNote = {
  kind: 'match',
  name: 'recent',
  needs: ['set', 'rcheck', 'update', 'remove'],
  explanation: 'Keeps a list of addresses with the times of their last packets, and asks for them later.',
  example: '-m recent --name ssh --update --seconds 60 --hitcount 4',
  options: {
    set: { explanation: 'Puts the address into the list, or renews its time. It always matches.' },
    rcheck: { explanation: 'Matches when the address is in the list.' },
    update: { explanation: 'Matches when the address is in the list, and renews its time then.' },
    remove: { explanation: 'Matches when the address is in the list, and takes it out.' },
    seconds: {
      explanation: 'Counts only packets of the last so many seconds; for `--rcheck` and `--update`.',
      example: '60',
    },
    reap: { explanation: 'Drops entries older than `--seconds` from the list.' },
    hitcount: {
      explanation: 'Matches from so many packets on, 65,535 at most; for `--rcheck` and `--update`.',
      example: '4',
    },
    rttl: { explanation: "Counts only packets with the TTL of the address's last `--set`." },
    name: {
      value: 'proc-name',
      explanation: 'The list, a file of /proc/net/xt_recent; `DEFAULT` if nothing is said.',
      example: 'ssh',
    },
    rsource: { explanation: 'Keeps source addresses, as it does if nothing is said.' },
    rdest: { explanation: 'Keeps destination addresses.' },
    mask: {
      explanation: 'Keeps only these bits of an address.',
      example: '255.255.255.0',
    },
  },
};
