// Readers of values whose grammar only one extension or a few have. An option's fact names the grammar (ValueKind);
// the check bad-value asks the reader for what is wrong. Each grammar is a file of this folder; this is their index. What
// a value means, for hover, stands in descriptions.ts, and what it looks like, for signature help, in forms.ts.
import type { OptionFact, ValueKind } from '../../facts/fact';
import type { Profile } from '../../profile';
import type { Reading } from './reading';

/** What a reader may ask beside the text. */
export interface ValueContext {
  readonly fact: OptionFact;
  /** Which argument of the option it is, from 0; most options take one. */
  readonly index: number;
  readonly profile: Profile;
}

export type ValueReader = (text: string, context: ValueContext) => Reading<unknown>;

export const readers: ReadonlyMap<ValueKind, ValueReader> = new Map<ValueKind, ValueReader>([]);
