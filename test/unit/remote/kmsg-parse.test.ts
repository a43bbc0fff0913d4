// /dev/kmsg as text: records as the kernel writes them, and anything else.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKmsgParser } from '../../../remote/src/kernel-log/parse';
import type { KernelRecord } from '../../../remote/src/kernel-log/record';

function parse(text: string): KernelRecord[] {
  const parser = createKmsgParser();
  const records = text.split('\n').map((line) => parser.line(line));
  return [...records, parser.end()].filter((record) => record !== undefined);
}

describe('a record', () => {
  it('has level, facility, sequence, time and text', () => {
    expect(parse('6,339,5140900,-;xt_CLONE: loaded')).toEqual([
      {
        sequence: 339,
        level: 'info',
        facility: 0,
        microseconds: 5140900,
        text: 'xt_CLONE: loaded',
        properties: new Map(),
        raw: '6,339,5140900,-;xt_CLONE: loaded',
      },
    ]);
  });

  it('of a process has its facility', () => {
    expect(parse('30,1,2,-;systemd: hello')).toMatchObject([{ level: 'info', facility: 3 }]);
  });

  it('may have more fields, and semicolons in its text', () => {
    expect(parse('4,7,9,-,caller=T1234;a;b')).toMatchObject([{ level: 'warning', text: 'a;b' }]);
  });

  it('has the properties of the lines that follow it', () => {
    const [record] = parse(
      '7,160,424069,-;pci_root PNP0A03:00: ready\n SUBSYSTEM=acpi\n DEVICE=+acpi:PNP0A03:00',
    );
    expect(record?.properties).toEqual(
      new Map([
        ['SUBSYSTEM', 'acpi'],
        ['DEVICE', '+acpi:PNP0A03:00'],
      ]),
    );
    expect(record?.raw.split('\n')).toHaveLength(3);
  });

  it('has its escapes decoded, in text and properties, and its raw line kept', () => {
    const [record] = parse('6,1,1,-;caf\\xc3\\xa9 \\x5c \\x0atwo\n KEY=a\\x20b');
    expect(record?.text).toBe('café \\ \ntwo');
    expect(record?.properties.get('KEY')).toBe('a b');
    expect(record?.raw).toContain('\\xc3\\xa9');
  });

  it('is given when the next one begins, and the last at the end', () => {
    const parser = createKmsgParser();
    expect(parser.line('6,1,1,-;one')).toBeUndefined();
    expect(parser.line('6,2,2,-;two')).toMatchObject({ text: 'one' });
    expect(parser.end()).toMatchObject({ text: 'two' });
    expect(parser.end()).toBeUndefined();
  });
});

describe('a line that is no record', () => {
  it.each([
    '',
    'garbage',
    '6,1',
    '6,1,2',
    ';',
    ',,,;x',
    'a,b,c,-;x',
    '6,-1,2,-;x',
    ' KEY=value',
    '6,99999999999999999,1,-;x',
  ])('such as %j is skipped', (line) => expect(parse(line)).toEqual([]));

  it('does not disturb the records around it', () => {
    expect(parse('6,1,1,-;one\ngarbage\n6,2,2,-;two').map(({ text }) => text)).toEqual(['one', 'two']);
  });
});

describe('any text', { timeout: 60_000 }, () => {
  it('is parsed without an exception, and every record comes from its own raw lines', () => {
    const line = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .tuple(fc.nat(200), fc.nat(), fc.nat(), fc.string())
        .map(([a, b, c, text]) => `${a},${b},${c},-;${text}`),
      fc.string().map((text) => ` ${text}`),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        for (const record of parse(lines.join('\n'))) {
          expect(lines.join('\n')).toContain(record.raw.split('\n')[0]);
          expect(Number.isSafeInteger(record.sequence)).toBe(true);
        }
      }),
    );
  });
});
