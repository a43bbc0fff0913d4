// The copy needs somebody to go to (net/netfilter/xt_TEE.c, tee_tg_check).
import { readHost } from '../../model/values/address';
import { isFault } from '../../model/values/reading';
import type { Constraint } from './constraint';
import { findOption, knownValue, spanOf } from './options';

export const tee: Constraint = {
  kind: 'target',
  name: 'TEE',
  check(extension, { profile }, report) {
    const gateway = findOption(extension, 'gateway');
    const text = knownValue(gateway);
    if (!gateway || text === undefined) return;
    const host = readHost(text, profile.family);
    if (isFault(host) || host.value.family === 'name' || BigInt(host.value.address) !== 0n) return;
    const message = `the kernel refuses \`${text}': the gateway is a host, not every address.`;
    report({ ...spanOf(gateway), tier: 'kernel', message });
  },
};
