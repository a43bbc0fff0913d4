// The extensions a file may use: the rows of iptables itself joined with rows learned from C sources. A learned row
// replaces a row of the same kind and name.
import type { ExtensionFact, Family } from './fact';
import { addrtype, iprange, mac } from './matches/address';
import { comment } from './matches/comment';
import { conntrack } from './matches/conntrack';
import { icmp, icmp6 } from './matches/icmp';
import { limit } from './matches/limit';
import { connmark as connmarkMatch, mark as markMatch } from './matches/mark';
import { length, pkttype } from './matches/measure';
import { multiport } from './matches/multiport';
import { owner } from './matches/owner';
import { set } from './matches/set';
import { state } from './matches/state';
import { tcp } from './matches/tcp';
import { udp } from './matches/udp';
import { log, nflog } from './targets/log';
import { connmark as connmarkTarget, mark as markTarget } from './targets/mark';
import { nat } from './targets/nat';
import { reject } from './targets/reject';
import { tee } from './targets/tee';
import { verdicts } from './targets/verdicts';
import { undescribed } from './undescribed';

export interface Catalog {
  match(name: string, family: Family): ExtensionFact | undefined;
  target(name: string, family: Family): ExtensionFact | undefined;
  readonly extensions: readonly ExtensionFact[];
  /** No other extension is installed where the rules are going, so an unknown name is an error. */
  readonly complete: boolean;
}

export interface CatalogOptions {
  /** Rows learned from C sources or from a target machine. */
  readonly learned?: readonly ExtensionFact[];
  /** Set when it is known that nothing else is installed. */
  readonly complete?: boolean;
}

/** The rows of iptables itself. */
export const shippedExtensions: readonly ExtensionFact[] = [
  ...[tcp, udp, multiport, conntrack, state, comment, markMatch, connmarkMatch, icmp, icmp6],
  ...[limit, iprange, mac, addrtype, set, owner, length, pkttype],
  ...verdicts,
  ...reject,
  ...[log, nflog, markTarget, connmarkTarget, tee],
  ...nat,
  ...undescribed,
];

export function createCatalog(options: CatalogOptions = {}): Catalog {
  const learned = options.learned ?? [];
  const extensions = [...learned, ...shippedExtensions.filter((row) => !learned.some(isSameExtension(row)))];
  const index = new Map<string, ExtensionFact>();
  for (const row of extensions) {
    for (const family of row.families) {
      const key = keyOf(row.kind, row.name, family);
      if (!index.has(key)) index.set(key, row);
    }
  }
  return {
    match: (name, family) => index.get(keyOf('match', canonicalMatchName(name), family)),
    target: (name, family) => index.get(keyOf('target', name, family)),
    extensions,
    complete: options.complete ?? false,
  };
}

/** `-m icmpv6` and `-m ipv6-icmp` load `icmp6` (libxtables/xtables.c, xtables_find_match). */
export function canonicalMatchName(name: string): string {
  return name === 'icmpv6' || name === 'ipv6-icmp' ? 'icmp6' : name;
}

function keyOf(kind: ExtensionFact['kind'], name: string, family: Family): string {
  return `${kind} ${family} ${name}`;
}

function isSameExtension(row: ExtensionFact): (other: ExtensionFact) => boolean {
  return (other) => other.kind === row.kind && other.name === row.name;
}
