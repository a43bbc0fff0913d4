// Extensions that iptables ships and that no row describes yet, by name. Knowing that they exist keeps their
// options from being called unknown. Source: the libraries of Debian's iptables package.
import type { ExtensionFact, Family } from './fact';

const both: readonly Family[] = ['ipv4', 'ipv6'];

const matches: readonly (readonly [families: readonly Family[], names: string])[] = [
  [
    both,
    `ah bpf cgroup cluster connbytes connlabel connlimit cpu dccp devgroup dscp ecn esp hashlimit helper ipcomp ipvs
     nfacct osf physdev policy quota rateest recent rpfilter sctp socket statistic string tcpmss time tos u32`,
  ],
  [['ipv4'], 'realm ttl'],
  [['ipv6'], 'dst eui64 frag hbh hl ipv6header mh rt srh'],
];

const targets: readonly (readonly [families: readonly Family[], names: string])[] = [
  [
    both,
    `AUDIT CHECKSUM CLASSIFY CONNSECMARK CT DSCP HMARK IDLETIMER LED NETMAP NFQUEUE NOTRACK RATEEST SECMARK SET
     SYNPROXY TCPMSS TCPOPTSTRIP TOS TPROXY TRACE`,
  ],
  [['ipv4'], 'CLUSTERIP ECN TTL ULOG'],
  [['ipv6'], 'DNPT HL SNPT'],
];

function rows(kind: ExtensionFact['kind'], groups: typeof matches): ExtensionFact[] {
  return groups.flatMap(([families, names]) =>
    names.split(/\s+/).map((name) => ({
      kind,
      name,
      families,
      undescribed: true as const,
      options: [],
      explanation: `A ${kind} of iptables.`,
    })),
  );
}

export const undescribed: readonly ExtensionFact[] = [...rows('match', matches), ...rows('target', targets)];
