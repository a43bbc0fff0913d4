// Random rule files for properties: pieces of rules put together with and without sense, and edits of them.
import fc from 'fast-check';

const pieces = [
  '*filter',
  '*nat',
  'COMMIT',
  ':INPUT ACCEPT [0:0]',
  ':web - [0:0]',
  ':LOG - [0:0]',
  '-A',
  'INPUT',
  'web',
  '-j',
  'ACCEPT',
  'DROP',
  'LOG',
  'MYTARGET',
  '-p',
  'tcp',
  'udp',
  '--dport',
  '--dpo',
  '22',
  '1:2',
  'ssh',
  '-m',
  'conntrack',
  '--ctstate',
  'NEW,ESTABLISHED',
  'comment',
  '--comment',
  '"a b"',
  '"a \\" b"',
  '"open',
  "'single'",
  '!',
  '-s',
  '10.0.0.0/8',
  '::1',
  '-i',
  'eth0',
  '-N',
  '-X',
  '-E',
  '-P',
  '-4',
  '-6',
  '-h',
  '[1:2]',
  '[1',
  '# note',
  '--',
  '-',
  '""',
  '--mark',
  '0x1/0xff',
  '-g',
  '-c',
  '1',
  '1,2',
  '--tcp-flags',
  'SYN',
  '\0',
  '\r',
  '\t',
  'ö',
  '\u{1f600}',
];

const word = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...pieces) },
  fc.string({ unit: 'binary', maxLength: 8 }),
);
const separator = fc.constantFrom(' ', ' ', ' ', '  ', '\n', '\n', '\t', '');

/** Text made of pieces of rule files. */
export const ruleText: fc.Arbitrary<string> = fc
  .array(fc.tuple(word, separator), { maxLength: 60 })
  .map((parts) => parts.map(([text, blank]) => text + blank).join(''));

/** A replacement of a part of a text, by shares of its length. */
export interface Edit {
  readonly from: number;
  readonly length: number;
  readonly text: string;
}

export const edit: fc.Arbitrary<Edit> = fc.record({
  from: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.double({ min: 0, max: 1, noNaN: true }),
  text: fc.oneof(fc.constant(''), fc.constantFrom('\n', 'x', ' ', '"', '\n\n'), ruleText),
});

/** What an edit replaces, by offsets of the text. */
export function placeOf(text: string, { from, length }: Edit): { start: number; end: number } {
  const start = Math.floor(from * text.length);
  return { start, end: Math.min(text.length, start + Math.floor(length * 20)) };
}

export function applyEdit(text: string, edit: Edit): string {
  const { start, end } = placeOf(text, edit);
  return text.slice(0, start) + edit.text + text.slice(end);
}
