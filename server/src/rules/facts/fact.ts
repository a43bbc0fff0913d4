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
  /** A single port, whose names are those of any protocol. */
  | 'service'
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
  | 'traffic-class'
  | 'conntrack-zone'
  | 'led-delay'
  | 'estimator-time'
  | 'tcp-options'
  | 'queue-range'
  | 'tos'
  | 'time-of-day'
  | 'date'
  | 'weekdays'
  | 'month-days'
  | 'ipsec-protocol'
  | 'proc-name'
  | 'bandwidth'
  | 'sctp-chunks'
  | 'search-algorithm'
  | 'search-text'
  | 'hex-pattern'
  | 'u32-tests'
  | 'ipv6-headers'
  | 'mobility-types'
  | 'hop-addresses'
  | 'header-options'
  | 'enumeration-set'
  | 'dscp-class'
  | 'named-number'
  | 'connection-label'
  | 'cgroup-path'
  | 'bpf-program'
  | 'bpf-object'
  | 'hashlimit-rate'
  | 'hashlimit-burst'
  | 'interval'
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
  /** The letters any of which stands between the words of a set; a comma when left out. */
  readonly separators?: string;
  /** Protocols of which `-p` must name one when a word of the value is this; the kernel insists. */
  readonly protocolsOfWord?: Readonly<Record<string, readonly string[]>>;
  /** Protocols of which `-p` must name one where the option stands; the kernel insists. */
  readonly protocols?: readonly string[];
  /** Any beginning of a word will do for it, in small letters or capitals. */
  readonly abbreviable?: boolean;
  /** A word counts only with its letters as they are, small or capital. */
  readonly caseSensitive?: boolean;
  /** The value may be left out, and is attached where it is not: `--option=value`. */
  readonly optionalValue?: boolean;
  /** The value may be left out, and is the next word where that begins with neither `-` nor `!`. */
  readonly optionalOperand?: boolean;
  /** In every version, the first end of a range is not above the last. */
  readonly ordered?: boolean;
  readonly invertible?: boolean;
  readonly mandatory?: boolean;
  readonly repeatable?: boolean;
  /** Names of options that may not stand beside this one. */
  readonly excludes?: readonly string[];
  /** Names of options without which this one means nothing. */
  readonly requires?: readonly string[];
  /** Tables and hooks in which the kernel takes the option; any when left out. */
  readonly tables?: readonly TableName[];
  readonly hooks?: readonly Hook[];
  /** The option that, not inverted, lets this one stand on any hook. */
  readonly hooksUnless?: string;
  /** The option that, standing behind this one, takes its place. */
  readonly overruledBy?: string;
  /** Hooks on which the kernel takes a word of the value. */
  readonly hooksOfWord?: Readonly<Record<string, readonly Hook[]>>;
  /** First and last version of iptables that knows it, e.g. `1.6.0`. */
  readonly since?: string;
  readonly until?: string;
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
  /** Variants that hold it to its tables and hooks; both when left out. */
  readonly placedBy?: readonly Variant[];
  /** Variants whose kernel side does not take it. */
  readonly refusedBy?: readonly Variant[];
  /** First and last version of iptables that has it. */
  readonly since?: string;
  readonly until?: string;
  /** For a target: whether a packet that reaches it goes no further in the chain. */
  readonly terminating?: boolean;
  readonly explanation: string;
  readonly example?: string;
  /**
   * The file or the target a row was learned from; absent on rows of iptables itself. `kernel` is the file whose
   * registrations say where it may stand.
   */
  readonly learned?: { readonly from: string; readonly kernel?: string };
}
