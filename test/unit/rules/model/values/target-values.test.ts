// Values of grammars that one target has; every verdict is one of iptables.
import { describe, expect, it } from 'vitest';
import { readConntrackZone } from '../../../../../server/src/rules/model/values/conntrack-zone';
import { readEstimatorTime } from '../../../../../server/src/rules/model/values/estimator-time';
import { readLedDelay } from '../../../../../server/src/rules/model/values/led-delay';
import { readQueueRange } from '../../../../../server/src/rules/model/values/queue-range';
import { describeTcpOptions, readTcpOptions } from '../../../../../server/src/rules/model/values/tcp-options';
import {
  describeTrafficClass,
  readTrafficClass,
} from '../../../../../server/src/rules/model/values/traffic-class';
import { defaultProfile } from '../../../../../server/src/rules/profile';

const fault = expect.anything() as unknown;

describe('a range of queues', () => {
  const read = (text: string, version: string) =>
    readQueueRange(text, { profile: { ...defaultProfile, version } });

  it('has two ends, in their order', () => {
    expect(read('0:3', '1.8.9')).toEqual({ value: { first: 0, last: 3 } });
    expect(read(':3', '1.8.9')).toEqual({ value: { first: 0, last: 3 } });
    for (const text of ['3', '3:3', '3:1', '1:2:3', '']) expect(read(text, '1.8.9')).toEqual({ fault });
  });

  it('is one too wide from end to end, for the kernel or for iptables', () => {
    expect(read('0:65535', '1.8.9')).toEqual({ fault, tier: 'kernel' });
    expect(read('0:65535', '1.8.11')).not.toHaveProperty('tier');
    expect(read(':', '1.8.11')).toEqual({ value: { first: 0, last: 65534 } });
  });
});

it('reads options of TCP, each once, none that fills', () => {
  expect(readTcpOptions('mss,0x13')).toEqual({ value: new Set([2, 19]) });
  for (const text of ['1', '2,mss', 'MSS', '2,', '', '256']) {
    expect(readTcpOptions(text)).toHaveProperty('fault');
  }
  expect(describeTcpOptions('mss,30')).toBe('2 (mss), 30 (no name).');
});

it('reads classes of traffic control as scanf does', () => {
  expect(readTrafficClass(' 1: a')).toEqual({ value: { major: 1, minor: 10 } });
  expect(readTrafficClass('12345:0xffff and more')).toEqual({ value: { major: 0x2345, minor: 0xffff } });
  for (const text of ['1', '1:', ':1', '1 :1', 'g:1', '']) {
    expect(readTrafficClass(text)).toHaveProperty('fault');
  }
  expect(describeTrafficClass('1:10')).toBe('The class 16 of the queueing discipline 1 (`0x1:0x10`).');
});

it('reads times of the estimator in microseconds', () => {
  expect(readEstimatorTime('.5sec')).toEqual({ value: 500_000 });
  expect(readEstimatorTime('250.0ms')).toEqual({ value: 250_000 });
  expect(readEstimatorTime('7')).toEqual({ value: 7 });
  for (const text of ['1m', 's', '1 s', '']) expect(readEstimatorTime(text)).toHaveProperty('fault');
});

it('reads zones and delays', () => {
  expect(readConntrackZone('MARK')).toEqual({ value: 'mark' });
  expect(readConntrackZone('0x10')).toEqual({ value: 16 });
  expect(readConntrackZone('65536')).toHaveProperty('fault');
  expect(readLedDelay('INFinite')).toEqual({ value: Number.POSITIVE_INFINITY });
  expect(readLedDelay('in')).toHaveProperty('fault');
});
