// One line as the model keeps it: its text, its kind, and for a rule the few facts chains are built from. It holds
// nothing of the lines around it, so an edit leaves it standing.
import type { SourceLine } from '../syntax/source';
import type { ChainLine, LineNode, TableLine } from '../syntax/tree';
import { modelRule } from './rule';
import type { RuleModel } from './rule';

export interface LineModel {
  readonly source: SourceLine;
  readonly kind: LineNode['kind'];
  readonly declaration: TableLine | ChainLine | undefined;
  readonly rule: RuleModel | undefined;
}

export function modelLine(source: SourceLine, node: LineNode): LineModel {
  return {
    source,
    kind: node.kind,
    declaration: node.kind === 'table' || node.kind === 'chain' ? node : undefined,
    rule: node.kind === 'rule' ? modelRule(node, source.text) : undefined,
  };
}
