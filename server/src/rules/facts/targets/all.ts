// The notes of all targets, in the order of their names. catalog.ts joins them to the option tables.
import type { ExtensionNote } from '../note';

export const targetNotes: readonly ExtensionNote[] = [];
