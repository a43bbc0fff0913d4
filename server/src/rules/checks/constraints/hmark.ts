// What the hash is computed from must be said, and ports and SPI are the same bits of a packet
// (extensions/libxt_HMARK.c, HMARK_check; net/netfilter/xt_HMARK.c, hmark_tg_check).
import { isFault } from '../../model/values/reading';
import { readWordList } from '../../model/values/words';
import type { ExtensionNode } from '../../syntax/tree';
import type { Constraint } from './constraint';
import { findOption, hasOption, knownValue } from './options';

/** Options of which one says what the hash is computed from, as a word of `--hmark-tuple` does. */
const parts = [
  ...['hmark-src-prefix', 'hmark-dst-prefix', 'hmark-sport-mask', 'hmark-dport-mask', 'hmark-spi-mask'],
  ...['hmark-sport', 'hmark-dport', 'hmark-spi', 'hmark-proto-mask'],
] as const;

export const hmark: Constraint = {
  kind: 'target',
  name: 'HMARK',
  check(extension, _context, report) {
    const { start, end } = extension.word;
    const has = (name: string) => hasOption(extension, name);
    const tuple = wordsOfTuple(extension);
    if (!has('hmark-rnd')) report({ start, end, message: 'HMARK: option "--hmark-rnd" must be specified.' });
    if (!has('hmark-tuple') && !parts.some(has)) {
      report({ start, end, message: 'HMARK: you have to specify --hmark-tuple at least.' });
    }
    const spi = has('hmark-spi-mask') || tuple.has('spi');
    if (spi && ['sport', 'dport'].some((port) => has(`hmark-${port}-mask`) || tuple.has(port))) {
      const message = 'HMARK: you cannot use --hmark-spi-mask and --hmark-?port-mask at the same time.';
      report({ start, end, message });
    } else if (has('hmark-spi') && (has('hmark-sport') || has('hmark-dport'))) {
      const message = 'the kernel does not combine --hmark-spi with --hmark-sport or --hmark-dport.';
      report({ start, end, tier: 'kernel', message });
    }
  },
};

function wordsOfTuple(extension: ExtensionNode): ReadonlySet<string> {
  const option = findOption(extension, 'hmark-tuple');
  const text = knownValue(option);
  const words = option?.fact && text !== undefined ? readWordList(text, option.fact) : undefined;
  return new Set(words && !isFault(words) ? words.value : []);
}
