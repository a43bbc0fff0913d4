// One line of a rule file → the same line as iptables-save would write it.
import type { Family } from '../facts/fact';
import type { ChainLine, LineNode } from '../syntax/tree';
import { formatRule } from './format-rule';

/** Undefined for a line that stays as it is: comments, blank lines, and what nobody can be sure of. */
export function formatLine(node: LineNode, text: string, family: Family): string | undefined {
  switch (node.kind) {
    case 'table':
      return node.name && `*${node.name.value}`;
    case 'chain':
      return formatChain(node);
    case 'rule':
      return formatRule(node, text, family);
    case 'blank':
    case 'comment':
    case 'commit':
      return undefined;
  }
}

function formatChain({ name, policy, counters }: ChainLine): string | undefined {
  return name && policy && `:${name.value} ${policy.value} ${counters?.value ?? '[0:0]'}`;
}
