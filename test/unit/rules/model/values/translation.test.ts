// What targets of network address translation take; every verdict is one of iptables 1.8.9.
import { describe, expect, it } from 'vitest';
import { defaultProfile } from '../../../../../server/src/rules/profile';
import type { Family } from '../../../../../server/src/rules/facts/fact';
import {
  describeTranslatedPorts,
  describeTranslation,
  readTranslatedPorts,
  readTranslation,
} from '../../../../../server/src/rules/model/values/translation';

const read = (text: string, family: Family = 'ipv4') =>
  readTranslation(text, { profile: { ...defaultProfile, family } });
const one = (address: number | bigint) => ({ first: address, last: address });

describe('an address with ports', () => {
  it.each([
    ['192.0.2.1', { addresses: one(0xc0000201) }],
    ['192.0.2.1-192.0.2.9', { addresses: { first: 0xc0000201, last: 0xc0000209 } }],
    ['192.0.2.1:80', { addresses: one(0xc0000201), ports: one(80) }],
    [
      '192.0.2.1-192.0.2.9:80-90',
      { addresses: { first: 0xc0000201, last: 0xc0000209 }, ports: { first: 80, last: 90 } },
    ],
    ['192.0.2.1:80-90/http', { addresses: one(0xc0000201), ports: { first: 80, last: 90, base: 80 } }],
    ['192.0.2.1:80-90/100x', { addresses: one(0xc0000201), ports: { first: 80, last: 90, base: 100 } }],
    [':0x50', { ports: one(80) }],
    ['10:80', { ports: one(80) }],
  ])('of IPv4 is %s', (text, value) => {
    expect(read(text)).toEqual({ value });
  });

  it.each([
    ['2001:db8::1', { addresses: one(0x20010db8000000000000000000000001n) }],
    ['2001:db8::1:80', { addresses: one(0x20010db8000000000000000000010080n) }],
    ['[2001:db8::1]:80', { addresses: one(0x20010db8000000000000000000000001n), ports: one(80) }],
    ['[::1-::2]:ssh', { addresses: { first: 1n, last: 2n }, ports: one(22) }],
    ['[::1]80', { addresses: one(1n) }],
    ['[]:80', { ports: one(80) }],
  ])('of IPv6 is %s', (text, value) => {
    expect(read(text, 'ipv6')).toEqual({ value });
  });

  it.each([
    ['192.0.2', 'Bad IP address "192.0.2"', '192.0.2'],
    ['192.0.2.1-host', 'Bad IP address "host"', 'host'],
    ['192.0.2.1/24', 'Bad IP address "192.0.2.1/24"', '192.0.2.1/24'],
    ['[192.0.2.1]', 'Invalid address format', undefined],
    ['192.0.2.1:SSH', "Port `SSH' not valid", 'SSH'],
    ['192.0.2.1:90-80', "Port range `80' funky", '90-80'],
    ['192.0.2.1:80-http', "Port `http' not valid", 'http'],
    ['192.0.2.1:080', "Garbage after port value: `80'", '80'],
    ['192.0.2.1:80-90x', "Garbage after port range: `x'", 'x'],
    ['192.0.2.1:80-90/0', "Port `0' not valid", '0'],
  ])('is not %s: %s', (text, fault, part) => {
    const reading = read(text);
    expect(reading).toMatchObject({ fault });
    const { from, to } = reading as { from?: number; to?: number };
    expect(from === undefined ? undefined : text.slice(from, to)).toBe(part);
  });
});

describe('ports alone', () => {
  it('are a port or a range', () => {
    expect(readTranslatedPorts('80')).toEqual({ value: one(80) });
    expect(readTranslatedPorts('80-90')).toEqual({ value: { first: 80, last: 90 } });
  });

  it.each(['80:90', '80,90', '-1', '', '65536'])('are not %j', (text) => {
    expect(readTranslatedPorts(text)).toHaveProperty('fault');
  });
});

it('says how much there is to choose from', () => {
  const context = { profile: defaultProfile };
  expect(describeTranslation('192.0.2.1-192.0.2.9:80-90', context)).toBe(
    '`192.0.2.1` to `192.0.2.9`: 9 addresses. 11 ports.',
  );
  expect(describeTranslation('192.0.2.1', context)).toBeUndefined();
  expect(describeTranslatedPorts('1000-2000/3000')).toBe('Port 3000 becomes 1000, and so on up to 2000.');
  expect(describeTranslatedPorts('22')).toBe('Port 22, `ssh`.');
});
