// Every constraint, in the order of the alphabet.
import type { Constraint } from './constraint';

export const constraints: readonly Constraint[] = [];
