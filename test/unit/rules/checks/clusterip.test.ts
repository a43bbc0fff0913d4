// What the kernel asks of CLUSTERIP: newer kernels have it no more, so that the oracle cannot be asked.
import { it } from 'vitest';
import { expectInRule, legacy, nft } from '../../../support/rule-fixtures';

const whole =
  '--new --hashmode sourceip --clustermac 01:00:5e:00:00:01 --total-nodes 2 --local-node 1 --hash-init 1';

it('takes a cluster said in full', () => {
  expectInRule(`-A INPUT -d 192.0.2.1 -i eth0 -j CLUSTERIP ${whole}`, legacy);
  expectInRule('-A INPUT -d 192.0.2.1/32 -i eth0 -j CLUSTERIP', legacy);
});

it.each([
  ['-i eth0', 'an address of its own'],
  ['-d 192.0.2.0/24 -i eth0', 'an address of its own'],
  ['-d 192.0.2.1', 'an interface of its own'],
  ['-d 192.0.2.1 -i eth+', 'an interface of its own'],
])('wants one address on one interface: %s', (where, wanted) => {
  const before = `-A INPUT ${where} -j `;
  expectInRule(
    `${before}CLUSTERIP ${whole}\n${' '.repeat(before.length)}^^^^^^^^^ bad-combination: ${wanted}`,
    legacy,
  );
});

it('counts nodes from 1, and goes by an address of a group', () => {
  const before = '-A INPUT -d 192.0.2.1 -i eth0 -j CLUSTERIP --new --hashmode sourceip --total-nodes 2 ';
  const [address, node] = ['--clustermac 00:00:5e:00:00:01', '--local-node 0'];
  const under = (text: string, indent: number) => `${' '.repeat(indent)}${'^'.repeat(text.length)}`;
  expectInRule(
    `${before}${address} ${node}
${under(address, before.length)} bad-combination: multicast
${under(node, before.length + address.length + 1)} bad-combination: from 1`,
    legacy,
  );
});

it('is nothing to iptables-nft', () => {
  const before = '-A INPUT -d 192.0.2.1 -i eth0 -j ';
  expectInRule(
    `${before}CLUSTERIP ${whole}\n${' '.repeat(before.length)}^^^^^^^^^ unsupported-extension: has no target`,
    nft,
  );
});
