// Rule files of any size in the shape kube-proxy writes them: two chains a service and one an endpoint, names that
// are hashes, a comment in every rule, a chance for each endpoint. Hardly two rules name the same chains.
import { createHash } from 'node:crypto';

/** How many pods stand behind a service. */
const endpoints = 3;
/** How many rules a service takes, the one that leads to it included. */
const rulesOfService = 2 + endpoints * 3;

export function kubeProxyFile(count: number): string {
  const services = Array.from({ length: Math.ceil(count / rulesOfService) }, (_, index) => service(index));
  return [
    '*nat',
    ':PREROUTING ACCEPT [0:0]',
    ':KUBE-MARK-MASQ - [0:0]',
    ':KUBE-SERVICES - [0:0]',
    ...services.flatMap(({ chains }) => chains.map((chain) => `:${chain} - [0:0]`)),
    '-A PREROUTING -m comment --comment "kubernetes service portals" -j KUBE-SERVICES',
    '-A KUBE-MARK-MASQ -j MARK --set-xmark 0x4000/0x4000',
    ...services.map(({ portal }) => portal),
    ...services.flatMap(({ rules }) => rules),
    'COMMIT',
    '',
  ].join('\n');
}

interface Service {
  readonly chains: readonly string[];
  /** The rule that leads to the service. */
  readonly portal: string;
  readonly rules: readonly string[];
}

function service(index: number): Service {
  const name = `namespace-${index % 50}/service-${index}:http`;
  const chain = chainName('SVC', name);
  const virtual = `10.${96 + ((index >> 16) & 15)}.${(index >> 8) & 255}.${index & 255}`;
  const port = 80 + (index % 7000);
  const pods = Array.from({ length: endpoints }, (_, pod) => endpoint(name, index * endpoints + pod));
  const comment = `-m comment --comment "${name}`;
  return {
    chains: [chain, ...pods.map((pod) => pod.chain)],
    portal: `-A KUBE-SERVICES -d ${virtual}/32 -p tcp ${comment} cluster IP" -m tcp --dport ${port} -j ${chain}`,
    rules: [
      `-A ${chain} ! -s 10.244.0.0/16 -d ${virtual}/32 -p tcp ${comment} cluster IP" -m tcp --dport ${port} -j KUBE-MARK-MASQ`,
      ...pods.flatMap((pod, position) => [
        `-A ${chain} ${comment} -> ${pod.address}"${chance(position)} -j ${pod.chain}`,
        `-A ${pod.chain} -s ${pod.host}/32 ${comment}" -j KUBE-MARK-MASQ`,
        `-A ${pod.chain} -p tcp ${comment}" -m tcp -j DNAT --to-destination ${pod.address}`,
      ]),
    ],
  };
}

function endpoint(name: string, index: number): { chain: string; host: string; address: string } {
  const host = `10.${128 + ((index >> 16) & 63)}.${(index >> 8) & 255}.${index & 255}`;
  const address = `${host}:${8000 + (index % 90)}`;
  return { chain: chainName('SEP', name + address), host, address };
}

/** kube-proxy makes the chance of each endpoint such that all are as likely; the last needs none. */
function chance(position: number): string {
  const left = endpoints - position;
  return left === 1 ? '' : ` -m statistic --mode random --probability ${(1 / left).toFixed(11)}`;
}

/** pkg/proxy/iptables/proxier.go, servicePortChainName: sixteen letters of a hash. */
function chainName(kind: 'SVC' | 'SEP', text: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const hash = createHash('sha256').update(text).digest().subarray(0, 16);
  return `KUBE-${kind}-${[...hash].map((byte) => alphabet.charAt(byte % 32)).join('')}`;
}
