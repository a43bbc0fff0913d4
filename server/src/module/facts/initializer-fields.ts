// What the fields of the structs that describe an extension mean: one row a field, for completion and hover. Sources:
// include/linux/netfilter/x_tables.h of the kernel (xt_match, xt_target); include/xtables.h of iptables (xtables_match,
// xtables_target, xt_option_entry). "Since" is said where older kernels or versions of iptables in use lack a field.

/** Structs that are initialized to describe an extension. */
export type DescribedStruct =
  'xt_target' | 'xt_match' | 'xtables_target' | 'xtables_match' | 'xt_option_entry';

export interface FieldFact {
  readonly name: string;
  readonly structs: readonly DescribedStruct[];
  readonly explanation: string;
  /** `Linux 4.11`, `iptables 1.4.11`. */
  readonly since?: string;
  /** What is mostly written behind `=`, with the placeholders of a snippet. */
  readonly value: string;
}

const kernel = ['xt_target', 'xt_match'] as const;
const userspace = ['xtables_target', 'xtables_match'] as const;
const both = [...kernel, ...userspace] as const;

const rows: readonly FieldFact[] = [
  {
    name: 'name',
    structs: both,
    explanation: 'The name after `-j` or `-m`: at most 28 characters.',
    value: '"${1:NAME}"',
  },
  {
    name: 'revision',
    structs: both,
    explanation:
      'Distinguishes layouts of the private data. iptables uses the highest that both halves have.',
    value: '${1:0}',
  },
  {
    name: 'family',
    structs: kernel,
    explanation:
      'The protocol family whose tables may use it. `NFPROTO_UNSPEC` is all of them, ARP and bridges included.',
    value: '${1:NFPROTO_IPV4}',
  },
  {
    name: 'family',
    structs: userspace,
    explanation: 'The family of the command it is for: `NFPROTO_IPV4` is iptables, `NFPROTO_IPV6` ip6tables.',
    value: '${1:NFPROTO_IPV4}',
  },
  {
    name: 'table',
    structs: kernel,
    explanation: 'The only table whose rules may use it; any when left out.',
    value: '"${1:mangle}"',
  },
  {
    name: 'hooks',
    structs: kernel,
    explanation:
      'A mask of the hooks from which its rules may be reached, `1 << NF_INET_FORWARD` and so on; any when left out. User chains count for every base chain that leads to them.',
    value: '1 << ${1:NF_INET_FORWARD}',
  },
  {
    name: 'proto',
    structs: kernel,
    explanation: 'The protocol that the rule must name with `-p`; any when left out.',
    value: '${1:IPPROTO_TCP}',
  },
  {
    name: 'target',
    structs: ['xt_target'],
    explanation:
      'Called for each packet that reaches the rule, in softirq context: it must not sleep. Returns a verdict, or `XT_CONTINUE` to go on with the next rule.',
    value: '${1:name}_tg',
  },
  {
    name: 'match',
    structs: ['xt_match'],
    explanation:
      'Called for each packet that reaches it, in softirq context: it must not sleep. Returns whether the packet matches.',
    value: '${1:name}_mt',
  },
  {
    name: 'checkentry',
    structs: kernel,
    explanation:
      'Called when a rule is added, may sleep. Returns 0, or a negative errno that refuses the rule.',
    value: '${1:name}_check',
  },
  {
    name: 'destroy',
    structs: kernel,
    explanation: 'Called when a rule goes away, may sleep: gives back what `checkentry` took.',
    value: '${1:name}_destroy',
  },
  {
    name: 'targetsize',
    structs: ['xt_target'],
    explanation: 'Bytes of private data in each rule: `sizeof` of the struct that `par->targinfo` is.',
    value: 'sizeof(struct ${1:xt_name_tginfo})',
  },
  {
    name: 'matchsize',
    structs: ['xt_match'],
    explanation: 'Bytes of private data in each rule: `sizeof` of the struct that `par->matchinfo` is.',
    value: 'sizeof(struct ${1:xt_name_mtinfo})',
  },
  {
    name: 'usersize',
    structs: kernel,
    since: 'Linux 4.11',
    explanation:
      "How much of the private data is shown to userspace: up to the first field that is the kernel's own, such as a pointer.",
    value: 'offsetof(struct ${1:xt_name_tginfo}, ${2:priv})',
  },
  {
    name: 'compatsize',
    structs: kernel,
    explanation:
      'Bytes of the private data as 32-bit programs on a 64-bit kernel lay it out, when that differs.',
    value: 'sizeof(struct ${1:compat_xt_name_tginfo})',
  },
  {
    name: 'compat_from_user',
    structs: kernel,
    explanation: "Turns a 32-bit program's private data into the kernel's.",
    value: '${1:name}_compat_from_user',
  },
  {
    name: 'compat_to_user',
    structs: kernel,
    explanation: "Turns the kernel's private data into that of a 32-bit program.",
    value: '${1:name}_compat_to_user',
  },
  {
    name: 'data',
    structs: ['xt_match'],
    explanation: 'A number of your own for handlers that several registrations share: `par->match->data`.',
    value: '${1:1}',
  },
  {
    name: 'me',
    structs: kernel,
    explanation: '`THIS_MODULE`: keeps the module loaded while rules use it.',
    value: 'THIS_MODULE',
  },
  {
    name: 'version',
    structs: userspace,
    explanation: '`XTABLES_VERSION`: iptables exits when it is missing or another.',
    value: 'XTABLES_VERSION',
  },
  {
    name: 'size',
    structs: userspace,
    explanation:
      'Bytes of private data sent to the kernel: `XT_ALIGN(sizeof(…))` of the same struct that the kernel half uses.',
    value: 'XT_ALIGN(sizeof(struct ${1:xt_name_tginfo}))',
  },
  {
    name: 'userspacesize',
    structs: userspace,
    explanation:
      "How many of those bytes are compared when a rule is looked for, as `-D` does: up to the first field that is the kernel's own.",
    value: 'XT_ALIGN(sizeof(struct ${1:xt_name_tginfo}))',
  },
  {
    name: 'real_name',
    structs: userspace,
    explanation: 'The name to ask the kernel for, when it is another than the one in rules.',
    value: '"${1:NAME}"',
  },
  {
    name: 'ext_flags',
    structs: userspace,
    explanation: '`XTABLES_EXT_ALIAS` marks a name that is only another spelling of `real_name`.',
    value: 'XTABLES_EXT_ALIAS',
  },
  {
    name: 'help',
    structs: userspace,
    explanation: 'Prints what `iptables -j NAME --help` or `-m NAME --help` says.',
    value: '${1:name}_help',
  },
  {
    name: 'init',
    structs: userspace,
    explanation: 'Fills the private data with defaults before options are parsed.',
    value: '${1:name}_init',
  },
  {
    name: 'parse',
    structs: userspace,
    explanation: 'Takes one option of getopt: its `val`, and whether `!` stood before it.',
    value: '${1:name}_parse',
  },
  {
    name: 'final_check',
    structs: userspace,
    explanation: 'Called after the last option, with the flags `parse` set: the place to demand options.',
    value: '${1:name}_final_check',
  },
  {
    name: 'extra_opts',
    structs: userspace,
    explanation: 'The options as a table of getopt (`struct option`).',
    value: '${1:name}_opts',
  },
  {
    name: 'x6_parse',
    structs: userspace,
    since: 'iptables 1.4.11',
    explanation:
      'Takes one option of the x6 table; `xtables_option_parse` stores the value where `XTOPT_PUT` says.',
    value: '${1:xtables_option_parse}',
  },
  {
    name: 'x6_fcheck',
    structs: userspace,
    since: 'iptables 1.4.11',
    explanation: 'Called after the last option; `XTOPT_MAND` is checked before it.',
    value: '${1:name}_fcheck',
  },
  {
    name: 'x6_options',
    structs: userspace,
    since: 'iptables 1.4.11',
    explanation:
      'The options as a table of libxtables (`struct xt_option_entry`), which parses and checks the values.',
    value: '${1:name}_opts',
  },
  {
    name: 'print',
    structs: userspace,
    explanation: 'Prints the private data for `iptables -L`.',
    value: '${1:name}_print',
  },
  {
    name: 'save',
    structs: userspace,
    explanation: 'Prints the options that make the same private data again, for `iptables-save` and `-S`.',
    value: '${1:name}_save',
  },
  {
    name: 'alias',
    structs: userspace,
    explanation: 'Gives the name under which the rule is printed, when private data decides it.',
    value: '${1:name}_alias',
  },
  {
    name: 'xlate',
    structs: userspace,
    since: 'iptables 1.6.1',
    explanation: 'Writes the rule in the language of nft, for `iptables-translate`.',
    value: '${1:name}_xlate',
  },
  {
    name: 'udata_size',
    structs: userspace,
    explanation: 'Bytes of memory that `x6_parse` and `x6_fcheck` find in `cb->udata`, for one rule.',
    value: 'sizeof(struct ${1:name_data})',
  },
  {
    name: 'name',
    structs: ['xt_option_entry'],
    explanation: 'The option as rules write it, without dashes.',
    value: '"${1:option}"',
  },
  {
    name: 'id',
    structs: ['xt_option_entry'],
    explanation: 'A number of your own below 32: it is a bit of `.excl` and `.also`, and `cb->entry->id`.',
    value: '${1:O_OPTION}',
  },
  {
    name: 'type',
    structs: ['xt_option_entry'],
    explanation: 'What the value looks like; libxtables reads it and refuses what is wrong.',
    value: '${1:XTTYPE_UINT32}',
  },
  {
    name: 'flags',
    structs: ['xt_option_entry'],
    explanation: 'Whether the option must be there, may be inverted or repeated, and is stored by itself.',
    value: '${1:XTOPT_PUT}',
  },
  {
    name: 'min',
    structs: ['xt_option_entry'],
    explanation: 'The smallest number, or the shortest string, that is taken.',
    value: '${1:1}',
  },
  {
    name: 'max',
    structs: ['xt_option_entry'],
    explanation: 'The largest number, or the longest string, that is taken.',
    value: '${1:255}',
  },
  {
    name: 'excl',
    structs: ['xt_option_entry'],
    explanation: 'A mask of the ids of options that may not stand beside it.',
    value: '1 << ${1:O_OTHER}',
  },
  {
    name: 'also',
    structs: ['xt_option_entry'],
    explanation: 'A mask of the ids of options that must stand beside it.',
    value: '1 << ${1:O_OTHER}',
  },
  {
    name: 'ptroff',
    structs: ['xt_option_entry'],
    explanation: 'Where the value goes in the private data; `XTOPT_POINTER` writes it, and the size.',
    value: 'offsetof(struct ${1:xt_name_tginfo}, ${2:field})',
  },
  {
    name: 'size',
    structs: ['xt_option_entry'],
    explanation: 'Bytes of the field that the value goes to; `XTOPT_POINTER` writes it too.',
    value: 'sizeof(((struct ${1:xt_name_tginfo} *)NULL)->${2:field})',
  },
];

/** The fields of a struct, in the order they are best written. */
export function fieldsOf(struct: DescribedStruct): readonly FieldFact[] {
  return rows.filter(({ structs }) => structs.includes(struct));
}

/** The row of one field of a struct. */
export function fieldFact(struct: DescribedStruct, name: string): FieldFact | undefined {
  return fieldsOf(struct).find((row) => row.name === name);
}

/** Whether any of the structs has a field of that name. */
export function isDescribedField(name: string): boolean {
  return rows.some((row) => row.name === name);
}
