// What the hash is computed from must be said, once, and ports and SPI are the same bits of a packet
// (extensions/libxt_HMARK.c, hmark_parse and HMARK_check; net/netfilter/xt_HMARK.c, hmark_tg_check).
import { isFault } from '../../model/values/reading';
import { readWordList } from '../../model/values/words';
import type { ExtensionNode, OptionNode } from '../../syntax/tree';
import type { Report } from '../rule-check';
import type { Constraint } from './constraint';
import { findOption, hasOption, knownValue, spanOf } from './options';

/** The options that words of `--hmark-tuple` stand for, with all bits of the mask. */
const optionsOfWords: ReadonlyMap<string, string> = new Map([
  ['src', 'hmark-src-prefix'],
  ['dst', 'hmark-dst-prefix'],
  ['sport', 'hmark-sport-mask'],
  ['dport', 'hmark-dport-mask'],
  ['spi', 'hmark-spi-mask'],
  ['proto', 'hmark-proto-mask'],
]);
/** Options of which one says what the hash is computed from. */
const parts = ['hmark-tuple', ...optionsOfWords.values(), 'hmark-sport', 'hmark-dport', 'hmark-spi'];

export const hmark: Constraint = {
  kind: 'target',
  name: 'HMARK',
  check(extension, _context, report) {
    const { start, end } = extension.word;
    const has = (name: string) => hasOption(extension, name);
    if (!has('hmark-rnd')) report({ start, end, message: 'HMARK: option "--hmark-rnd" must be specified.' });
    if (!parts.some(has)) {
      report({ start, end, message: 'HMARK: you have to specify --hmark-tuple at least.' });
    }
    const tuple = findOption(extension, 'hmark-tuple');
    const named = optionsNamed(tuple);
    checkRepetition(extension, tuple, named, report);
    const masks = (name: string) => has(name) || named.has(name);
    if (masks('hmark-spi-mask') && (masks('hmark-sport-mask') || masks('hmark-dport-mask'))) {
      const message = 'HMARK: you cannot use --hmark-spi-mask and --hmark-?port-mask at the same time.';
      report({ start, end, message });
    } else if (has('hmark-spi') && (has('hmark-sport') || has('hmark-dport'))) {
      const message = 'the kernel does not combine --hmark-spi with --hmark-sport or --hmark-dport.';
      report({ start, end, tier: 'kernel', message });
    }
  },
};

function optionsNamed(tuple: OptionNode | undefined): ReadonlySet<string> {
  const text = knownValue(tuple);
  const words = tuple?.fact && text !== undefined ? readWordList(text, tuple.fact) : undefined;
  return new Set(words && !isFault(words) ? words.value.map((word) => optionsOfWords.get(word) ?? '') : []);
}

/** Behind the tuple, iptables takes the option for one that has been there; before it, the tuple widens the mask. */
function checkRepetition(
  { options }: ExtensionNode,
  tuple: OptionNode | undefined,
  named: ReadonlySet<string>,
  report: Report,
): void {
  for (const option of options) {
    if (!tuple || !named.has(option.fact?.name ?? '') || option.word.start < tuple.word.start) continue;
    const message = `HMARK: option "--${option.fact?.name ?? ''}" can only be used once: it stands in the tuple too.`;
    report({ ...spanOf(option), message });
  }
}
