// What one line says, as the model keeps it: its kind, and for a rule the few facts chains are built from. It holds
// nothing of the lines around it, so an edit leaves it standing; and nothing of where its words stand or which names and
// values it has, so that all lines that read alike share it. Who needs a word's place parses the line again (places.ts).
import type { LineNode } from '../syntax/tree';
import type { RuleModel } from './rule';

export interface LineModel {
  readonly kind: LineNode['kind'];
  /** Of a chain line: what it says beside the name. */
  readonly declaration: Declaration | undefined;
  readonly rule: RuleModel | undefined;
  /** It ends in a carriage return, where one does harm. */
  readonly hasReturn: boolean;
  /** A comment that speaks to the checks. */
  readonly isDirective: boolean;
  /** What the checks of single lines found in it; the walk only asks whether there is anything. */
  readonly found: readonly unknown[];
}

export interface Declaration {
  readonly policy: string | undefined;
  /** Nobody objects to such a name. */
  readonly isPlain: boolean;
}
