// Extensions that iptables does not ship but that published rules use: those of xtables-addons. Nothing is known of
// them but their names, which keeps the checks from taking them for slips of the pen.
import type { ExtensionFact } from './fact';

const matches =
  'asn condition dhcpmac fuzzy geoip gradm iface ipp2p ipv4options length2 lscan pknock psd quota2';
const targets = 'ACCOUNT CHAOS DELUDE DHCPMAC DNETMAP ECHO IPMARK LOGMARK PROTO SYSRQ TARPIT';

const names: Readonly<Record<ExtensionFact['kind'], ReadonlySet<string>>> = {
  match: new Set(matches.split(' ')),
  target: new Set(targets.split(' ')),
};

/** Whether xtables-addons has such an extension. Source: xtables-addons, extensions/libxt_*.c */
export function isForeign(kind: ExtensionFact['kind'], name: string): boolean {
  return names[kind].has(name);
}
