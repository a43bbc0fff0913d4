// Prefixes that are translated have 64 bits at most and nothing behind them (net/ipv6/netfilter/ip6t_NPT.c,
// ip6t_npt_checkentry).
import { readHostMask } from '../../model/values/address';
import { ipv6Mask } from '../../model/values/ipv6';
import { isFault } from '../../model/values/reading';
import type { Constraint } from './constraint';
import { findOption, knownValue, spanOf } from './options';

const longestPrefix = 64;
const masks: ReadonlySet<bigint> = new Set(
  Array.from({ length: longestPrefix + 1 }, (_, length) => ipv6Mask(length)),
);

const check: Constraint['check'] = (extension, _context, report) => {
  for (const name of ['src-pfx', 'dst-pfx']) {
    const option = findOption(extension, name);
    const text = knownValue(option);
    const fault = text === undefined ? undefined : faultOfPrefix(text);
    if (!option || fault === undefined) continue;
    report({ ...spanOf(option), tier: 'kernel', message: `the kernel refuses \`${text}': ${fault}.` });
  }
};

function faultOfPrefix(text: string): string | undefined {
  const prefix = readHostMask(text, 'ipv6');
  if (isFault(prefix) || prefix.value.family !== 'ipv6') return undefined;
  const { address, mask } = prefix.value;
  if (!masks.has(mask)) return `a prefix has ${longestPrefix} bits at most, and needs its length`;
  return (address & ~mask) === 0n ? undefined : 'the address has bits behind the prefix';
}

export const nptConstraints: readonly Constraint[] = [
  { kind: 'target', name: 'DNPT', check },
  { kind: 'target', name: 'SNPT', check },
];
