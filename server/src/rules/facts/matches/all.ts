// The notes of all matches, in the order of their names. catalog.ts joins them to the option tables.
import type { ExtensionNote } from '../note';
import { addrtype } from './addrtype';
import { comment } from './comment';
import { connmark } from './connmark';
import { conntrack } from './conntrack';
import { icmp } from './icmp';
import { icmp6 } from './icmp6';
import { iprange } from './iprange';
import { length } from './length';
import { limit } from './limit';
import { mac } from './mac';
import { mark } from './mark';
import { multiport } from './multiport';
import { owner } from './owner';
import { pkttype } from './pkttype';
import { set } from './set';
import { state } from './state';
import { tcp } from './tcp';
import { udp } from './udp';

export const matchNotes: readonly ExtensionNote[] = [
  addrtype,
  comment,
  connmark,
  conntrack,
  icmp,
  icmp6,
  iprange,
  length,
  limit,
  mac,
  mark,
  multiport,
  owner,
  pkttype,
  set,
  state,
  tcp,
  udp,
];
