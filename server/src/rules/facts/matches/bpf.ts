// extensions/libxt_bpf.c, net/netfilter/xt_bpf.c
import type { ExtensionNote } from '../note';

export const bpf: ExtensionNote = {
  kind: 'match',
  name: 'bpf',
  needs: 'any',
  explanation:
    'Matches when a small program, run on the packet from its IP header on, returns anything but 0.',
  example: '-m bpf --bytecode "4,48 0 0 9,21 0 1 6,6 0 0 1,6 0 0 0"',
  options: {
    bytecode: {
      value: 'bpf-program',
      explanation:
        'A program of classic BPF: how many instructions it has, then each of them, with commas between. `nfbpf_compile RAW "tcp port 22"` writes one.',
      example: '"4,48 0 0 9,21 0 1 6,6 0 0 1,6 0 0 0"',
    },
    'object-pinned': {
      value: 'bpf-object',
      excludes: ['bytecode'],
      explanation:
        'A loaded eBPF program by its path on the bpf file system; it must be there when the rule is read.',
      example: '/sys/fs/bpf/filter',
    },
  },
};
