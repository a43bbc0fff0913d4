// The notes of all matches, in the order of their names. catalog.ts joins them to the option tables.
import type { ExtensionNote } from '../note';

export const matchNotes: readonly ExtensionNote[] = [];
