// What no option table holds of an extension, written by hand: where it may stand, what its values look like, what it
// is for. A note and the extension's option table (option-tables/) are joined to the one row that everything reads
// (join.ts), so a note never repeats what the table says: types, bounds, and which options are mandatory, invertible,
// repeatable, exclude or require one another.
import type { ExtensionFact, Family, OptionFact } from './fact';

/** What is known of an option beside its row in the table; whatever is said here wins over the row. */
export type OptionNote = Partial<Omit<OptionFact, 'name' | 'explanation'>> & { readonly explanation: string };

/** What is known of a match or target beside its table. */
export type ExtensionNote = Omit<ExtensionFact, 'options' | 'families' | 'learned' | 'undescribed'> & {
  /** Only where the note is true of one family: two notes of one name then stand side by side. */
  readonly families?: readonly Family[];
  /** By the option's name; an option of the table without a note has no explanation, and a test fails. */
  readonly options: Readonly<Record<string, OptionNote>>;
};
