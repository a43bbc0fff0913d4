// One line as the model keeps it: its text, its kind, and for a rule the few facts chains are built from. It holds
// nothing of the lines around it, so an edit leaves it standing; and nothing of where its words stand, so that all
// lines that read alike share their `rule`. Who needs a word's place parses the line again (places.ts).
import type { SourceLine } from '../syntax/source';
import type { LineNode } from '../syntax/tree';
import type { RuleModel } from './rule';

export interface LineModel {
  readonly source: SourceLine;
  readonly kind: LineNode['kind'];
  /** Of a chain line: what it says beside the name. */
  readonly declaration: Declaration | undefined;
  readonly rule: RuleModel | undefined;
  /** The number (`Names`) of the table or chain declared, or of the chain that a rule's command names; -1 for none. */
  readonly name: number;
  /** The number of the name a rule jumps to; -1 for none. */
  readonly jump: number;
  /** Of a rule: equal for rules that say the same, whatever their counters and comments. */
  readonly hash: number;
  /** What the checks of single lines found in it; the walk only asks whether there is anything. */
  readonly found: readonly unknown[];
}

export interface Declaration {
  readonly policy: string | undefined;
  /** Nobody objects to such a name. */
  readonly isPlain: boolean;
}
