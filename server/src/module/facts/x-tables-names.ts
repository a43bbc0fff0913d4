// Names of x_tables that kernel halves are written with. Sources: the files of Linux that each group names; versions are
// those of the first release, distributions take changes back into older ones.
import type { NameGroup } from './api-names';

export const xTablesNames: readonly NameGroup[] = [
  {
    context: 'sleeping',
    source: 'net/netfilter/x_tables.c',
    names: [
      {
        form: 'xt_register_targets(targets, count)',
        explanation:
          'Makes the targets of an array known to x_tables; undoes all of them when one fails. From here on rules may use them, so it comes last in init.',
      },
      {
        form: 'xt_register_target(&target)',
        explanation:
          'Makes one target known to x_tables; returns 0 or a negative errno, which init must pass on.',
      },
      {
        form: 'xt_unregister_targets(targets, count)',
        explanation: 'Takes the targets back: afterwards no rule can be added. It comes first in exit.',
      },
      {
        form: 'xt_unregister_target(&target)',
        explanation: 'Takes one target back: afterwards no rule can be added. It comes first in exit.',
      },
      {
        form: 'xt_register_matches(matches, count)',
        explanation:
          'Makes the matches of an array known to x_tables; undoes all of them when one fails. From here on rules may use them.',
      },
      {
        form: 'xt_register_match(&match)',
        explanation:
          'Makes one match known to x_tables; returns 0 or a negative errno, which init must pass on.',
      },
      {
        form: 'xt_unregister_matches(matches, count)',
        explanation: 'Takes the matches back: afterwards no rule can be added. It comes first in exit.',
      },
      {
        form: 'xt_unregister_match(&match)',
        explanation: 'Takes one match back: afterwards no rule can be added. It comes first in exit.',
      },
    ],
  },
  {
    context: 'packet',
    source: 'include/linux/netfilter/x_tables.h',
    names: [
      {
        form: 'struct xt_action_param',
        since: 'Linux 2.6.35',
        explanation:
          'What a target or match is told of a packet: `targinfo` or `matchinfo` is the private data of the rule, `state` leads to the hook, the devices and the namespace, `thoff` and `fragoff` to the transport header.',
      },
      {
        form: 'xt_net(par)',
        since: 'Linux 4.10',
        explanation: 'The network namespace of the packet; `par->net` before.',
      },
      {
        form: 'xt_in(par)',
        since: 'Linux 4.10',
        explanation:
          'The device that the packet came in by: NULL in OUTPUT and in POSTROUTING of packets sent from here. `par->in` before.',
      },
      {
        form: 'xt_out(par)',
        since: 'Linux 4.10',
        explanation: 'The device that the packet leaves by: NULL in PREROUTING and INPUT. `par->out` before.',
      },
      {
        form: 'xt_hooknum(par)',
        since: 'Linux 4.10',
        explanation: 'The hook that the rule is judged in, `NF_INET_…`; `par->hooknum` before.',
      },
      {
        form: 'xt_family(par)',
        since: 'Linux 4.10',
        explanation: 'The family of the packet, `NFPROTO_…`; `par->family` before.',
      },
      {
        form: 'xt_inname(par)',
        since: 'Linux 4.10',
        until: 'Linux 6.16',
        explanation: 'The name of the device that the packet came in by.',
      },
      {
        form: 'xt_outname(par)',
        since: 'Linux 4.10',
        until: 'Linux 6.16',
        explanation: 'The name of the device that the packet leaves by.',
      },
    ],
  },
  {
    context: 'sleeping',
    source: 'include/linux/netfilter/x_tables.h',
    names: [
      {
        form: 'struct xt_tgchk_param',
        explanation:
          'What `checkentry` of a target is told of a rule: its namespace, table and hooks, and `targinfo`, the private data that it may check and change.',
      },
      {
        form: 'struct xt_tgdtor_param',
        explanation:
          'What `destroy` of a target is told: the namespace, and `targinfo` as `checkentry` left it.',
      },
      {
        form: 'struct xt_mtchk_param',
        explanation:
          'What `checkentry` of a match is told of a rule: its namespace, table and hooks, and `matchinfo`, the private data that it may check and change.',
      },
      {
        form: 'struct xt_mtdtor_param',
        explanation:
          'What `destroy` of a match is told: the namespace, and `matchinfo` as `checkentry` left it.',
      },
    ],
  },
  {
    context: 'packet',
    source: 'include/uapi/linux/netfilter/x_tables.h',
    names: [
      {
        form: 'XT_CONTINUE',
        explanation: 'Verdict of a target: the next rule is judged. `IPT_CONTINUE` was its older name.',
      },
      {
        form: 'XT_RETURN',
        explanation: 'Verdict of a target: back to the chain that jumped here, or to the policy.',
      },
    ],
  },
  {
    context: 'packet',
    source: 'include/uapi/linux/netfilter.h',
    names: [
      {
        form: 'NF_ACCEPT',
        explanation: 'Verdict of a target: the packet goes on to the next table.',
      },
      {
        form: 'NF_STOLEN',
        explanation: 'Verdict of a target: the packet is its own now, to be freed or sent by it.',
      },
      {
        form: 'NF_QUEUE',
        explanation: 'Verdict of a target: a program decides; `NF_QUEUE_NR(n)` names the queue.',
      },
    ],
  },
  {
    context: 'packet',
    source: 'include/uapi/linux/netfilter.h, net/netfilter/core.c',
    names: [
      {
        form: 'NF_DROP',
        explanation: 'Verdict of a target: netfilter frees the packet; the target must not.',
      },
    ],
  },
  {
    context: 'anywhere',
    source: 'include/uapi/linux/netfilter/x_tables.h',
    names: [
      {
        form: 'XT_ALIGN(size)',
        explanation:
          'Rounds the size of private data up to the alignment of a 64-bit integer, as the kernel does with `.targetsize` itself.',
      },
    ],
  },
];
