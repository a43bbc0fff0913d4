// extensions/libxt_cluster.c, cluster_check
import { parseInteger } from '../../facts/integer';
import type { Constraint } from './constraint';
import { valueOf } from './constraint';

/** XT_CLUSTER_NODES_MAX */
const mostNodes = 32;

export const cluster: Constraint = {
  kind: 'match',
  name: 'cluster',
  check(extension, _context, report): void {
    const total = parseInteger(valueOf(extension, 'cluster-total-nodes')?.value ?? '', 1, mostNodes);
    if (total === undefined) return;
    const node = valueOf(extension, 'cluster-local-node');
    if (node && (parseInteger(node.value, 1, mostNodes) ?? 0) > total) {
      const { start, end } = node;
      report({
        start,
        end,
        message: `--cluster-local-node must be <= --cluster-total-nodes, which is ${total}.`,
      });
    }
    const mask = valueOf(extension, 'cluster-local-nodemask');
    if (mask && (parseInteger(mask.value, 1, mostNodes) ?? 0) >= 2 ** total) {
      const { start, end } = mask;
      report({ start, end, message: `--cluster-local-nodemask names a node beyond the ${total} there are.` });
    }
  },
};
