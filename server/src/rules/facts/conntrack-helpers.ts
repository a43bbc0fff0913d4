// The helpers of connection tracking that the kernel has, by the names `-j CT --helper` and `-m helper` call them, with
// the protocols of their connections (net/netfilter/nf_conntrack_NAME.c). Programs can register others.
export const conntrackHelpers: ReadonlyMap<string, readonly string[]> = new Map([
  ['ftp', ['tcp']],
  ['irc', ['tcp']],
  ['pptp', ['tcp']],
  ['sane', ['tcp']],
  ['sip', ['tcp', 'udp']],
  ['tftp', ['udp']],
  ['amanda', ['udp']],
  ['netbios-ns', ['udp']],
  ['snmp', ['udp']],
  ['snmp_trap', ['udp']],
  ['RAS', ['udp']],
  ['Q.931', ['tcp']],
  ['H.245', ['udp']],
]);

/** Those that read connections of IPv4 alone. */
export const helpersOfIpv4: ReadonlySet<string> = new Set(['irc', 'pptp', 'netbios-ns', 'snmp', 'snmp_trap']);
