// Protocols of IPsec, by number or by a name of /etc/protocols with its letters as they are there
// (extensions/libxt_policy.c, policy_parse).
import { parseInteger } from '../../facts/integer';
import { isFault } from './reading';
import type { Reading } from './reading';

const names = new Map([
  ['esp', 50],
  ['IPSEC-ESP', 50],
  ['ah', 51],
  ['IPSEC-AH', 51],
  ['ipcomp', 108],
  ['IPCOMP', 108],
]);

export function readIpsecProtocol(text: string): Reading<number> {
  const number = names.get(text) ?? parseInteger(text, 0, 255);
  if (number === 50 || number === 51 || number === 108) return { value: number };
  return { fault: 'protocol must be ah/esp/ipcomp' };
}

export function describeIpsecProtocol(text: string): string | undefined {
  const reading = readIpsecProtocol(text);
  if (isFault(reading)) return undefined;
  const name = [...names].find(([, number]) => number === reading.value)?.[0];
  return `Protocol ${reading.value}: ${name}.`;
}
