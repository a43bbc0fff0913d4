// net/netfilter/xt_TRACE.c; iptables/nft.c, add_meta_nftrace: iptables-nft needs no module for it, in any table
import type { ExtensionNote } from '../note';

export const trace: ExtensionNote = {
  kind: 'target',
  name: 'TRACE',
  tables: ['raw'],
  placedBy: ['legacy'],
  explanation:
    'Reports each rule the packet comes by from here on: to the kernel log, or with iptables-nft to `xtables-monitor --trace`. Goes on with the next rule.',
  example: '-p icmp -j TRACE',
  options: {},
};
