// The tables, the chains built into each and the hooks they hang on. Source: the kernel's net/ipv4/netfilter/
// iptable_*.c and iptables/nft.c, xtables_ipv4.
import type { Hook, TableName } from './fact';

export interface TableFact {
  readonly name: TableName;
  /** The built-in chains, which are named as their hooks, in the order packets pass them. */
  readonly chains: readonly Hook[];
  readonly explanation: string;
}

export const tables: readonly TableFact[] = [
  {
    name: 'filter',
    chains: ['INPUT', 'FORWARD', 'OUTPUT'],
    explanation: 'Decides which packets pass.',
  },
  {
    name: 'nat',
    chains: ['PREROUTING', 'INPUT', 'OUTPUT', 'POSTROUTING'],
    explanation: 'Changes addresses; asked for the first packet of a connection only.',
  },
  {
    name: 'mangle',
    chains: ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'],
    explanation: 'Changes packets: marks, header fields.',
  },
  {
    name: 'raw',
    chains: ['PREROUTING', 'OUTPUT'],
    explanation: 'Asked before connection tracking; packets can be kept from it here.',
  },
  {
    name: 'security',
    chains: ['INPUT', 'FORWARD', 'OUTPUT'],
    explanation: 'Marks for mandatory access control, after `filter`.',
  },
];

const byName = new Map<string, TableFact>(tables.map((table) => [table.name, table]));

export function findTable(name: string): TableFact | undefined {
  return byName.get(name);
}

/** Whether a chain of this name is built into some table. */
export function isHook(name: string): name is Hook {
  return name in hookExplanations;
}

/** What each hook sees. */
export const hookExplanations: Readonly<Record<Hook, string>> = {
  PREROUTING: 'Packets that have just come in, before they are routed.',
  INPUT: 'Packets for this host.',
  FORWARD: 'Packets that come in and go out again.',
  OUTPUT: 'Packets this host sends.',
  POSTROUTING: 'Packets about to leave.',
};

/** All hooks, in the order packets pass them. */
export const hooks: readonly Hook[] = ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'];

/** Verdicts a built-in chain may have as its policy. */
export const policies: readonly string[] = ['ACCEPT', 'DROP'];

/** Longest name of a chain, a match or a target, in bytes: XT_EXTENSION_MAXNAMELEN less the terminating one. */
export const longestName = 28;

/** Longest name of an interface, in bytes: IFNAMSIZ less the terminating one. */
export const longestInterface = 15;
