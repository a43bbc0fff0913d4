// What the fields of registrations mean: one row a field, read by hover. Sources: include/linux/netfilter/x_tables.h
// (struct xt_match, xt_target), include/xtables.h of iptables (struct xtables_match, xtables_target).
import type { Side } from './model/registrations';

export interface FieldFact {
  readonly side: Side | 'both';
  readonly explanation: string;
}

export const registrationFields: ReadonlyMap<string, readonly FieldFact[]> = new Map<string, FieldFact[]>([
  ['name', [{ side: 'both', explanation: 'The name after `-j` or `-m`: at most 28 characters.' }]],
  [
    'revision',
    [
      {
        side: 'both',
        explanation:
          'Distinguishes layouts of the private data. iptables uses the highest that both halves have.',
      },
    ],
  ],
  [
    'family',
    [
      {
        side: 'kernel',
        explanation:
          'The protocol family whose tables may use it. `NFPROTO_UNSPEC` is all of them, ARP and bridges included.',
      },
      {
        side: 'userspace',
        explanation:
          'The family of the command it is for: `NFPROTO_IPV4` is iptables, `NFPROTO_IPV6` ip6tables.',
      },
    ],
  ],
  ['table', [{ side: 'kernel', explanation: 'The only table whose rules may use it; any when left out.' }]],
  [
    'hooks',
    [
      {
        side: 'kernel',
        explanation:
          'A mask of the hooks from which its rules may be reached, `1 << NF_INET_FORWARD` and so on; any when left out. User chains count for every base chain that leads to them.',
      },
    ],
  ],
  [
    'proto',
    [{ side: 'kernel', explanation: 'The protocol that the rule must name with `-p`; any when left out.' }],
  ],
  [
    'target',
    [
      {
        side: 'kernel',
        explanation:
          'Called for each packet that reaches the rule, in softirq context: it must not sleep. Returns a verdict, or `XT_CONTINUE` to go on with the next rule.',
      },
    ],
  ],
  [
    'match',
    [
      {
        side: 'kernel',
        explanation:
          'Called for each packet that reaches it, in softirq context: it must not sleep. Returns whether the packet matches.',
      },
    ],
  ],
  [
    'checkentry',
    [
      {
        side: 'kernel',
        explanation:
          'Called when a rule is added, may sleep. Returns 0, or a negative errno that refuses the rule.',
      },
    ],
  ],
  [
    'destroy',
    [{ side: 'kernel', explanation: 'Called when a rule goes away: gives back what `checkentry` took.' }],
  ],
  [
    'targetsize',
    [
      {
        side: 'kernel',
        explanation: 'Bytes of private data in each rule: `sizeof` of the struct that `par->targinfo` is.',
      },
    ],
  ],
  [
    'matchsize',
    [
      {
        side: 'kernel',
        explanation: 'Bytes of private data in each rule: `sizeof` of the struct that `par->matchinfo` is.',
      },
    ],
  ],
  [
    'usersize',
    [
      {
        side: 'kernel',
        explanation:
          "How much of the private data is shown to userspace: up to the first field that is the kernel's own, such as a pointer. Since Linux 4.11.",
      },
    ],
  ],
  ['me', [{ side: 'kernel', explanation: '`THIS_MODULE`: keeps the module loaded while rules use it.' }]],
  [
    'size',
    [
      {
        side: 'userspace',
        explanation:
          'Bytes of private data sent to the kernel: `XT_ALIGN(sizeof(…))` of the same struct that the kernel half uses.',
      },
    ],
  ],
  [
    'userspacesize',
    [
      {
        side: 'userspace',
        explanation:
          "How many of those bytes are compared when a rule is looked for, as `-D` does: up to the first field that is the kernel's own.",
      },
    ],
  ],
  [
    'version',
    [{ side: 'userspace', explanation: '`XTABLES_VERSION`: iptables exits when it is missing or another.' }],
  ],
  [
    'help',
    [{ side: 'userspace', explanation: 'Prints what `iptables -j NAME --help` or `-m NAME --help` says.' }],
  ],
  [
    'init',
    [{ side: 'userspace', explanation: 'Fills the private data with defaults before options are parsed.' }],
  ],
  [
    'parse',
    [
      {
        side: 'userspace',
        explanation: 'Takes one option of getopt: its `val`, and whether `!` stood before it.',
      },
    ],
  ],
  [
    'x6_parse',
    [
      {
        side: 'userspace',
        explanation:
          'Takes one option of the x6 table; `xtables_option_parse` stores the value where `XTOPT_PUT` says.',
      },
    ],
  ],
  [
    'final_check',
    [
      {
        side: 'userspace',
        explanation: 'Called after the last option, with the flags `parse` set: the place to demand options.',
      },
    ],
  ],
  [
    'x6_fcheck',
    [{ side: 'userspace', explanation: 'Called after the last option; `XTOPT_MAND` is checked before it.' }],
  ],
  ['print', [{ side: 'userspace', explanation: 'Prints the private data for `iptables -L`.' }]],
  [
    'save',
    [
      {
        side: 'userspace',
        explanation:
          'Prints the options that make the same private data again, for `iptables-save` and `-S`.',
      },
    ],
  ],
  ['extra_opts', [{ side: 'userspace', explanation: 'The options as a table of getopt (`struct option`).' }]],
  [
    'x6_options',
    [
      {
        side: 'userspace',
        explanation:
          'The options as a table of libxtables (`struct xt_option_entry`), which parses and checks the values.',
      },
    ],
  ],
  [
    'real_name',
    [
      {
        side: 'userspace',
        explanation: 'The name to ask the kernel for, when it is another than the one in rules.',
      },
    ],
  ],
]);
