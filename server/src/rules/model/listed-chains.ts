// Listing in a file (`-L`, `-S`), which iptables-nft does before the rules of the file are loaded: a built-in chain that
// the kernel does not have yet is shown as an empty one, and what then is done to that one fails. iptables/nft.c,
// nft_xt_fake_builtin_chains.
import { isAtLeast } from '../profile';
import type { Profile } from '../profile';
import type { Lines } from './lines';
import type { Names } from './names';
import type { TableModel } from './ruleset';

/** The first version that makes a real chain of one that it has only shown. */
const makesThemReal = '1.8.11';

/** The first line of a table that does something to chains that have been shown, and are not there. */
export function useOfShownChains(
  table: TableModel,
  lines: Lines,
  names: Names,
  profile: Profile,
): number | undefined {
  const builtIn: readonly string[] = table.fact?.chains ?? [];
  const made = new Set<string>();
  const shown = new Set<string>();
  for (let line = table.line + 1; line <= table.end; line += 1) {
    const { declaration, rule } = lines.modelAt(line) ?? {};
    const number = lines.nameAt(line);
    const name = number < 0 ? '' : names.textOf(number);
    const letter = declaration ? ':' : (rule?.command?.letter ?? '');
    const isAll = rule?.command?.hasChain === false;
    if (letter === 'L' || letter === 'S') {
      for (const chain of isAll ? builtIn : [name]) {
        if (builtIn.includes(chain) && !made.has(chain)) shown.add(chain);
      }
    } else if (letter === ':' || letter === 'P') {
      made.add(name);
      shown.delete(name);
    } else if (isAll) {
      const needsAll = letter === 'X' || (letter === 'Z' && !isAtLeast(profile, makesThemReal));
      if (needsAll && shown.size > 0) return line;
    } else if ('AIF'.includes(letter)) {
      if (shown.has(name) && !isAtLeast(profile, makesThemReal)) return line;
      made.add(name);
      shown.delete(name);
    }
  }
  return undefined;
}
