// How far the server's heap may grow before it is looked through for what nobody needs any more. What a whole workspace of C
// leaves alive is a fifth of what V8 lets it grow to by itself, and the server shares its machine with an editor.
import { setFlagsFromString } from 'node:v8';

/** In percent of what was alive at the last collection. */
const growth = 50;

/** To be called before anything is read. */
export function keepHeapSmall(): void {
  setFlagsFromString(`--heap-growing-percent=${growth}`);
}
