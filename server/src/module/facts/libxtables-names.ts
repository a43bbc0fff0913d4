// Names of libxtables that userspace halves are written with. Sources: the files of iptables that each group names.
import type { NameGroup } from './api-names';

export const libxtablesNames: readonly NameGroup[] = [
  {
    context: 'userspace',
    source: 'libxtables/xtables.c of iptables',
    names: [
      {
        form: 'xtables_register_target(&target)',
        explanation:
          'Makes one target known to iptables, from `_init`. iptables exits when its `.version` is another.',
      },
      {
        form: 'xtables_register_targets(targets, count)',
        explanation: 'Makes the targets of an array known to iptables, from `_init`.',
      },
      {
        form: 'xtables_register_match(&match)',
        explanation:
          'Makes one match known to iptables, from `_init`. iptables exits when its `.version` is another.',
      },
      {
        form: 'xtables_register_matches(matches, count)',
        explanation: 'Makes the matches of an array known to iptables, from `_init`.',
      },
      {
        form: 'xtables_error(status, format, …)',
        explanation:
          'Prints an error and ends iptables; `PARAMETER_PROBLEM` is the status for a wrong option.',
      },
      {
        form: 'xtables_save_string(value)',
        explanation: 'Prints a string in `.save`, quoted so that iptables-restore reads the same back.',
      },
    ],
  },
  {
    context: 'userspace',
    source: 'libxtables/xtoptions.c, include/xtables.h of iptables',
    names: [
      {
        form: 'xtables_option_parse(cb)',
        since: 'iptables 1.4.11',
        explanation:
          "Reads one option's value by its `.type`, stores it where `XTOPT_PUT` says, and leaves it in `cb->val`. The first call of an `x6_parse`.",
      },
      {
        form: 'XTOPT_POINTER(struct, field)',
        since: 'iptables 1.4.11',
        explanation: 'Where `XTOPT_PUT` stores the value: offset and size of a field of the private data.',
      },
      {
        form: 'XTOPT_TABLEEND',
        since: 'iptables 1.4.11',
        explanation: 'The row that ends a table of options.',
      },
    ],
  },
  {
    context: 'userspace',
    source: 'include/xtables-version.h of iptables',
    names: [
      {
        form: 'XTABLES_VERSION',
        explanation:
          'What `.version` must be: the version of libxtables that the extension is compiled with.',
      },
    ],
  },
];
