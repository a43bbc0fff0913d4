// net/netfilter/xt_string.c, string_mt_check; lib/ts_fsm.c, fsm_init
import { parseInteger } from '../../facts/integer';
import { isFault } from '../../model/values/reading';
import { readHexPattern } from '../../model/values/search-pattern';
import type { ExtensionNode } from '../../syntax/tree';
import type { Constraint } from './constraint';
import { findOption, hasOption, knownValue, spanOf } from './options';

const lastByte = 65_535;
/** struct ts_fsm_token: a type of two bytes, a recurrence, a letter. */
const tokenSize = 4;

export const string: Constraint = {
  kind: 'match',
  name: 'string',
  check(extension, _context, report): void {
    const from = findOption(extension, 'from');
    if (from && offsetOf(extension, 'from', 0) > offsetOf(extension, 'to', lastByte)) {
      const message = 'the kernel refuses a search that ends before it begins.';
      report({ ...spanOf(from), message, tier: 'kernel' });
    }
    const algorithm = findOption(extension, 'algo');
    if (algorithm && knownValue(algorithm) === 'fsm' && !mayBeTokens(extension)) {
      const message = "the kernel's algorithm fsm takes no text for a pattern; bm and kmp do.";
      report({ ...spanOf(algorithm), message, tier: 'kernel' });
    }
  },
};

/** What is not known refuses nothing, so it is taken for what is usual. */
function offsetOf(extension: ExtensionNode, name: string, usual: number): number {
  return parseInteger(knownValue(findOption(extension, name)) ?? '', 0, lastByte) ?? usual;
}

/** A finite state machine is a list of tokens, whose types are small numbers: no text can be one. */
function mayBeTokens(extension: ExtensionNode): boolean {
  const text = knownValue(findOption(extension, 'hex-string'));
  const pattern = text === undefined ? undefined : readHexPattern(text);
  if (!pattern || isFault(pattern) || hasOption(extension, 'icase')) return false;
  const { value } = pattern;
  return value.length % tokenSize === 0 && value.every((byte, at) => at % tokenSize !== 1 || byte === 0);
}
