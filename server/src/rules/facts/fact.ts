// The shapes of the facts: one row describes one match or target of iptables, once. Completion, hover, checks
// and documentation all read that row. Rows come from this folder's data or are learned from the C sources of the
// workspace (server/src/workspace).

export type Family = 'ipv4' | 'ipv6';
export type Variant = 'legacy' | 'nft';
export type TableName = 'filter' | 'nat' | 'mangle' | 'raw' | 'security';
export type Hook = 'PREROUTING' | 'INPUT' | 'FORWARD' | 'OUTPUT' | 'POSTROUTING';

/** The grammar of an option's value; checks and completion are chosen by it. */
export type ValueKind =
  | 'none'
  | 'string'
  | 'integer'
  | 'integer-range'
  | 'mark'
  | 'mark-mask'
  | 'address'
  | 'address-mask'
  | 'address-list'
  | 'port-range'
  | 'port-list'
  /** A port or `first:last`, whose names are those of any protocol. */
  | 'service-range'
  | 'protocol'
  | 'interface'
  | 'tcp-flags'
  | 'icmp-type'
  | 'enumeration'
  | 'enumeration-list'
  | 'duration'
  | 'rate'
  | 'log-level'
  | 'number'
  | 'mac-address'
  | 'prefix-length'
  | 'address-range'
  | 'nat-address'
  | 'nat-ports'
  | 'tos'
  | 'time-of-day'
  | 'reject-type'
  | 'user'
  | 'group'
  | 'ip-set'
  /** The values of iptables' own options. */
  | 'chain'
  | 'target'
  | 'match'
  | 'counters'
  | 'unknown';

/** One option of a match or target. */
export interface OptionFact {
  /** Without the dashes: `dport`. */
  readonly name: string;
  /** Other spellings of the same option: `destination-port`. */
  readonly aliases?: readonly string[];
  readonly value: ValueKind;
  /** Number of arguments the option takes; 1 when left out, 0 for `value: 'none'`. */
  readonly arguments?: number;
  /** Bounds of an integer value, or of the length of a string in bytes; inclusive. */
  readonly minimum?: number;
  readonly maximum?: number;
  /** Words of an enumeration. */
  readonly words?: readonly string[];
  /** Protocols of which `-p` must name one when a word of the value is this; the kernel insists. */
  readonly protocolsOfWord?: Readonly<Record<string, readonly string[]>>;
  /** Any beginning of a word will do for it, in small letters or capitals. */
  readonly abbreviable?: boolean;
  readonly invertible?: boolean;
  readonly mandatory?: boolean;
  readonly repeatable?: boolean;
  /** Names of options that may not stand beside this one. */
  readonly excludes?: readonly string[];
  /** Names of options without which this one means nothing. */
  readonly requires?: readonly string[];
  /** First iptables version that knows it, e.g. `1.6.0`. */
  readonly since?: string;
  readonly explanation: string;
  /** Placeholder or sample value, e.g. `0x1/0xff`. */
  readonly example?: string;
}

/** How often a match or target wants one of its options. */
export type OptionNeed =
  /** At least one of all its options. */
  | 'any'
  /** At least one of those named. */
  | readonly string[];

/** One match or target. */
export interface ExtensionFact {
  readonly kind: 'match' | 'target';
  readonly name: string;
  readonly families: readonly Family[];
  readonly options: readonly OptionFact[];
  /** Known by name only: it exists, but nobody has described its options yet, so any may follow. */
  readonly undescribed?: true;
  /** Other names it is loaded by: `icmpv6` for `icmp6`. */
  readonly aliases?: readonly string[];
  /** What must be among its options though no single one is mandatory. */
  readonly needs?: OptionNeed;
  /** Tables the kernel accepts it in; any when left out. */
  readonly tables?: readonly TableName[];
  /** Hooks the kernel accepts it on; any when left out. */
  readonly hooks?: readonly Hook[];
  /** Protocols of which the rule's `-p` must name one; none needed when left out. */
  readonly protocols?: readonly string[];
  /** Who insists on the protocol: the kernel at load unless iptables already does, which then wants `-p` first. */
  readonly protocolsWantedBy?: 'parser' | 'kernel';
  /** Variants whose kernel side does not take it. */
  readonly refusedBy?: readonly Variant[];
  /** For a target: whether a packet that reaches it goes no further in the chain. */
  readonly terminating?: boolean;
  readonly explanation: string;
  readonly example?: string;
  /** Where a learned row comes from; absent on rows of iptables itself. */
  readonly learned?: { readonly file: string };
}
