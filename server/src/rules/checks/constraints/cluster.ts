// extensions/libxt_cluster.c, cluster_check
import { parseInteger } from '../../facts/integer';
import type { ExtensionNode } from '../../syntax/tree';
import type { Constraint } from './constraint';
import { findOption, knownValue, spanOf } from './options';

/** XT_CLUSTER_NODES_MAX */
const mostNodes = 32;

export const cluster: Constraint = {
  kind: 'match',
  name: 'cluster',
  check(extension, _context, report): void {
    const total = numberOf(extension, 'cluster-total-nodes');
    if (total === undefined) return;
    const node = findOption(extension, 'cluster-local-node');
    if (node && (numberOf(extension, 'cluster-local-node') ?? 0) > total) {
      const message = `--cluster-local-node must be <= --cluster-total-nodes, which is ${total}.`;
      report({ ...spanOf(node), message });
    }
    const mask = findOption(extension, 'cluster-local-nodemask');
    if (mask && (numberOf(extension, 'cluster-local-nodemask') ?? 0) >= 2 ** total) {
      report({
        ...spanOf(mask),
        message: `--cluster-local-nodemask names a node beyond the ${total} there are.`,
      });
    }
  },
};

function numberOf(extension: ExtensionNode, name: string): number | undefined {
  return parseInteger(knownValue(findOption(extension, name)) ?? '', 1, mostNodes);
}
