// What an extension asks of its options taken together, where no word of its row can say it: its final check in
// libxt_NAME.c, or checkentry in xt_NAME.c. One file an extension; all.ts is their index; the check bad-combination
// runs them.
import type { ExtensionNode } from '../../syntax/tree';
import type { LineContext, Report } from '../rule-check';

export interface Constraint {
  readonly kind: ExtensionNode['kind'];
  readonly name: string;
  /** Reports with the tier `kernel` what only the load refuses. Asked only of lines whose options are all known. */
  check(extension: ExtensionNode, context: LineContext, report: Report): void;
}
