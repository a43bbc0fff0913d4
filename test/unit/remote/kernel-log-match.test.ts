// From a line of the kernel log to the call that printed it.
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { createMatcher } from '../../../remote/src/kernel-log/match';
import { createPattern } from '../../../remote/src/kernel-log/format-pattern';
import type { CallSite, KernelRecord, Level } from '../../../remote/src/kernel-log/record';

const site = (format: string, line: number, level: Level | undefined = 'info'): CallSite => ({
  file: '/src/xt_CLONE.c',
  line,
  format,
  level,
  function: 'clone_tg',
});

const record = (text: string, level: Level = 'info'): KernelRecord => ({
  sequence: 1,
  level,
  facility: 0,
  microseconds: 1,
  text,
  properties: new Map(),
  raw: '',
});

describe('a format', { timeout: 60_000 }, () => {
  it.each([
    ['CLONE: loaded\n', 'CLONE: loaded', true],
    ['CLONE: loaded\n', 'CLONE: loaded again', false],
    ['CLONE: loaded\n', 'xCLONE: loaded', false],
    ['mark %u', 'mark 42', true],
    ['mark %u', 'mark x', false],
    ['mark %u', 'mark ', false],
    ['mark 0x%x set', 'mark 0xdeadBEEF set', true],
    ['mark 0x%x set', 'mark 0xhello set', false],
    ['mark %#010x', 'mark 0x0000001f', true],
    ['%d of %lu (%lld)', '-3 of 17 (99)', true],
    ['%5d|', '   42|', true],
    ['100%% of %s', '100% of it', true],
    ['dev %s: %s', 'dev eth0: no route: at all', true],
    ['dev %s', 'dev ', true],
    ['to %pI4', 'to 10.0.0.1', true],
    ['to %pI4:%hu', 'to 10.0.0.1:80', true],
    ['to %pI4', 'to nobody', false],
    ['to %pI6c', 'to fe80::1', true],
    ['to [%pI6]', 'to [fe80:0000:0000:0000:0000:0000:0000:0001]', true],
    ['mac %pM', 'mac 52:54:00:12:34:56', true],
    ['data %*ph', 'data 0a 0b 0c', true],
    ['data %*phN', 'data 0a0b0c', true],
    ['%pS called', 'clone_tg4+0x3c/0x120 [xt_CLONE] called', true],
    ['at %p', 'at 00000000deadbeef', true],
    ['at %px!', 'at ffff888003a51800!', true],
    ['err %pe', 'err -ENOMEM', true],
    ['char %c.', 'char x.', true],
    ['char %c.', 'char .', false],
    ['%.*s end', 'some text end', true],
    ['%zu bytes', '128 bytes', true],
    ['dev %pd2x', 'dev a/b', false],
  ])('%j matches %j: %s', (format, text, expected) => {
    expect(createPattern(format).matches(text)).toBe(expected);
  });

  it('with many values is matched in the time that its length allows, whatever the text', () => {
    const pattern = createPattern(`${'%s%s%s%d %s'.repeat(40)}!`);
    expect(pattern.matches('a1 '.repeat(1300))).toBe(false);
  });

  it('without values matches exactly itself', () => {
    const text = fc.string({ unit: 'grapheme-ascii', minLength: 1 }).filter((each) => !/[%\n]/.test(each));
    fc.assert(
      fc.property(text, text, (format, other) => {
        expect(createPattern(format).matches(format)).toBe(true);
        expect(createPattern(format).matches(other)).toBe(format === other);
      }),
    );
  });

  it('matches what printf makes of it', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abc :.-0'), maxLength: 8 });
    fc.assert(
      fc.property(word, fc.integer(), word, word, fc.nat(), (before, number, between, text, other) => {
        const pattern = createPattern(`${before}%d${between}%s:0x%08x\n`);
        const hexadecimal = other.toString(16).padStart(8, '0');
        expect(pattern.matches(`${before}${number}${between}${text}:0x${hexadecimal}`)).toBe(true);
      }),
    );
  });
});

describe('a record', () => {
  const matcher = createMatcher([
    site('xt_CLONE: %s\n', 10),
    site('xt_CLONE: no route for mark 0x%x\n', 20),
    site('xt_CLONE: no route for mark 0x%x\n', 30, 'warning'),
    site('%s\n', 40),
    site('xt_CLONE: ready\n', 50),
  ]);

  it.each([
    ['xt_CLONE: ready', 'info', 50],
    ['xt_CLONE: something else', 'info', 10],
    ['xt_CLONE: no route for mark 0x7', 'info', 20],
    ['xt_CLONE: no route for mark 0x7', 'warning', 30],
    ['xt_CLONE: no route for mark 0x7', 'err', 20],
  ] as const)('%j of level %s comes from line %i', (text, level, line) => {
    expect(matcher(record(text, level))?.line).toBe(line);
  });

  it('of something else comes from none of the calls, not even from one that prints a bare %s', () => {
    expect(matcher(record('usb 1-1: new device'))).toBeUndefined();
  });
});
