// Every saved form, found by the kind and name of its extension.
import type { ExtensionNode } from '../../syntax/tree';
import type { SavedForm } from '../saved-form';
import { connmark, conntrack, state } from './connection';
import { limit } from './limit';
import { connmarkTarget, markTarget } from './marks';
import { addrtype, comment, iprange, length, mac, mark, pkttype } from './packet';
import { multiport, tcp, udp } from './ports';
import { dnat, log, masquerade, nflog, redirect, reject, snat, tcpmss, tee } from './targets';

const forms: readonly SavedForm[] = [
  ...[tcp, udp, multiport, conntrack, state, connmark, mark, comment, limit, iprange, mac, addrtype],
  ...[length, pkttype, markTarget, connmarkTarget, log, nflog, reject, snat, dnat, redirect, masquerade],
  ...[tee, tcpmss],
];

const byName = new Map(forms.map((form) => [`${form.kind} ${form.name}`, form]));

/** The form of an extension of iptables; one that was learned from C has none, whatever its name. */
export function savedFormOf({ kind, set }: ExtensionNode): SavedForm | undefined {
  return !set || set.fact.learned ? undefined : byName.get(`${kind} ${set.fact.name}`);
}
