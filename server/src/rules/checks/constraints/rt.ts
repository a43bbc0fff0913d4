// extensions/libip6t_rt.c, rt_parse, which looks at what stands before
import { parseInteger } from '../../facts/integer';
import type { OptionNode } from '../../syntax/tree';
import type { Constraint } from './constraint';
import { knownValue, spanOf } from './options';

export const rt: Constraint = {
  kind: 'match',
  name: 'rt',
  check({ options }, _context, report): void {
    for (const [index, option] of options.entries()) {
      const name = option.fact?.name ?? '';
      const missing = missingBefore(name, options.slice(0, index));
      if (missing === undefined) continue;
      report({ ...spanOf(option), message: `rt: \`${missing}' required before \`--${name}'.` });
    }
  },
};

function missingBefore(name: string, before: readonly OptionNode[]): string | undefined {
  const find = (wanted: string) => before.find(({ fact }) => fact?.name === wanted);
  if (name === 'rt-0-not-strict') return find('rt-0-addrs') ? undefined : '--rt-0-addrs';
  if (name !== 'rt-0-res' && name !== 'rt-0-addrs') return undefined;
  const type = find('rt-type');
  const isZero = type && !type.negation && parseInteger(knownValue(type) ?? '0', 0, 0) === 0;
  return isZero ? undefined : '--rt-type 0';
}
