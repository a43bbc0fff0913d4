// extensions/libxt_statistic.c, statistic_check
import { parseInteger } from '../../facts/integer';
import type { ExtensionNode } from '../../syntax/tree';
import type { Constraint } from './constraint';
import { findOption, hasOption, knownValue, spanOf } from './options';

export const statistic: Constraint = {
  kind: 'match',
  name: 'statistic',
  check(extension, _context, report): void {
    const mode = findOption(extension, 'mode');
    const packet = findOption(extension, 'packet');
    if (mode && knownValue(mode) === 'random' && !hasOption(extension, 'probability')) {
      const message = '--probability must be specified when using random mode.';
      report({ ...spanOf(mode), message });
    }
    if (mode && knownValue(mode) === 'nth' && !hasOption(extension, 'every')) {
      const message = '--every and --packet must be specified when using nth mode.';
      report({ ...spanOf(mode), message });
    }
    const every = numberOf(extension, 'every');
    const number = numberOf(extension, 'packet');
    if (packet && every !== undefined && number !== undefined && number >= every) {
      const message = `the --packet p must be 0 <= p <= n-1, and --every is ${every}.`;
      report({ ...spanOf(packet), message });
    }
  },
};

function numberOf(extension: ExtensionNode, name: string): number | undefined {
  const text = knownValue(findOption(extension, name));
  return text === undefined ? undefined : parseInteger(text, 0, 0xffffffff);
}
