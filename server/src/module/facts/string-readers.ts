// Functions that read a string up to its NUL, wherever that is, by the number of the argument. One that is given the
// length of its argument isn't here.
import { words } from './words';

interface ReaderRow {
  readonly source: string;
  readonly argument: number;
  /** It ends at the first difference to another string, which is perhaps always before the end of the array. */
  readonly compares: boolean;
  readonly functions: ReadonlySet<string>;
}

const rows: readonly ReaderRow[] = [
  {
    source:
      'lib/string.c; mm/util.c; fs/proc/generic.c; crypto/api.c; lib/textsearch.c and net/netfilter/nf_conntrack_helper.c, which print it',
    argument: 0,
    compares: false,
    functions:
      words(`strlen strstr strchr strrchr kstrdup textsearch_prepare proc_create proc_create_data proc_mkdir
      create_proc_entry crypto_alloc_shash crypto_alloc_hash crypto_alloc_ahash nf_conntrack_helper_try_module_get`),
  },
  { source: 'lib/string.c', argument: 1, compares: false, functions: words('strstr strcpy strcat') },
  { source: 'lib/string.c', argument: 0, compares: true, functions: words('strcmp strcasecmp') },
  {
    source: 'lib/string.c; net/core/dev.c, netdev_name_node_lookup',
    argument: 1,
    compares: true,
    functions: words(
      'strcmp strcasecmp dev_get_by_name dev_get_by_name_rcu __dev_get_by_name netdev_get_by_name',
    ),
  },
];

/** Functions that print, by the number of the argument that is their format. */
const printers: ReadonlyMap<string, number> = new Map([
  ['sprintf', 1],
  ['snprintf', 2],
  ['scnprintf', 2],
  ['seq_printf', 1],
  ['request_module', 0],
  ['try_then_request_module', 1],
]);

const printsFirst = /^(?:printk\w*|(?:pr|net)_[a-z]+(?:_once|_ratelimited)?)$/;

/** The arguments that a function reads as strings. */
export function stringArguments(name: string): readonly Pick<ReaderRow, 'argument' | 'compares'>[] {
  return rows.filter(({ functions }) => functions.has(name));
}

/** The number of the argument that is a printf format; undefined for functions that don't print. */
export function formatArgument(name: string): number | undefined {
  return printers.get(name) ?? (printsFirst.test(name) ? 0 : undefined);
}
