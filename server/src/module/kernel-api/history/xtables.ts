// x_tables: what a handler is given, and the fields of a registration. The prototypes of the handlers are judged by the
// check handler-signature.
import type { ApiChange } from '../history';

const headers = ['linux/netfilter/x_tables.h'];
const source =
  'include/linux/netfilter/x_tables.h, struct xt_action_param; commits 156c196f6038 and 613dbd95723a';

/** What stood in the struct itself until it got a pointer to the state of the hook. */
const moved = ['in', 'out', 'hooknum', 'family', 'net'].map((member): ApiChange => ({
  source,
  headers,
  eras: [
    { form: `struct xt_action_param $par->${member}`, ...(member === 'net' && { since: '4.4' }) },
    { form: `xt_${member}($par)`, since: '4.10' },
  ],
}));

/** The hooks by the names of one family; every family has the same. */
const familyHooks = ['NF_IP_', 'NF_IP6_'].flatMap((prefix) =>
  ['PRE_ROUTING', 'LOCAL_IN', 'FORWARD', 'LOCAL_OUT', 'POST_ROUTING', 'NUMHOOKS'].map((hook): ApiChange => ({
    source:
      'include/uapi/linux/netfilter_ipv4.h and netfilter_ipv6.h, for programs only; commit 6e23ae2a4875',
    headers: ['linux/netfilter.h'],
    eras: [{ form: `${prefix}${hook}` }, { form: `NF_INET_${hook}`, since: '2.6.25' }],
  })),
);

/** The verdicts by the names of one family. */
const familyVerdicts = ['IPT_', 'IP6T_'].flatMap((prefix) =>
  ['CONTINUE', 'RETURN'].map((verdict): ApiChange => ({
    source: 'include/uapi/linux/netfilter_ipv4/ip_tables.h, for programs only; commit 12b00c2c025b',
    headers: ['linux/netfilter/x_tables.h'],
    eras: [
      { form: `${prefix}${verdict}`, until: '2.6.37' },
      { form: `XT_${verdict}`, since: '2.6.16' },
    ],
  })),
);

export const xtablesHistory: readonly ApiChange[] = [
  ...moved,
  ...familyHooks,
  ...familyVerdicts,
  ...['match', 'target'].map((kind): ApiChange => ({
    source: 'include/linux/netfilter/x_tables.h; commit ec23189049651',
    headers,
    eras: [{ form: `struct xt_${kind} .usersize`, since: '4.11', perhapsSince: '4.4' }],
  })),
  ...['inname', 'outname'].map((name): ApiChange => ({
    source: 'include/linux/netfilter/x_tables.h',
    headers,
    eras: [{ form: `xt_${name}($par)`, since: '4.10', until: '6.17' }],
  })),
  {
    source:
      'net/netfilter/core.c, nf_register_net_hook; commit 085db2c04557, and the removal of nf_register_hook() in 4.13',
    headers: ['linux/netfilter.h'],
    note: 'Hooks belong to a network namespace: modules register them in the init function of a struct pernet_operations.',
    eras: [
      { form: 'nf_register_hook($hook)', until: '4.13' },
      { form: 'nf_register_net_hook($net, $hook)', since: '4.3' },
    ],
  },
  {
    source:
      'net/netfilter/core.c, nf_register_net_hooks; commit 085db2c04557, and the removal of nf_register_hook() in 4.13',
    headers: ['linux/netfilter.h'],
    note: 'Hooks belong to a network namespace: modules register them in the init function of a struct pernet_operations.',
    eras: [
      { form: 'nf_register_hooks($hooks, $count)', until: '4.13' },
      { form: 'nf_register_net_hooks($net, $hooks, $count)', since: '4.3' },
    ],
  },
];
