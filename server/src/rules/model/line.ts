// One line as the model keeps it: its text, its kind, and for a rule the few facts chains are built from. It holds
// nothing of the lines around it, so an edit leaves it standing.
import type { SourceLine } from '../syntax/source';
import type { ChainLine, LineNode, TableLine } from '../syntax/tree';
import type { RuleModel } from './rule';

export interface LineModel {
  readonly source: SourceLine;
  readonly kind: LineNode['kind'];
  readonly declaration: TableLine | ChainLine | undefined;
  readonly rule: RuleModel | undefined;
  /** Of a rule: equal for rules of the same text, whatever their counters. */
  readonly hash: number;
}
