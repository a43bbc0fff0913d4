// C out of C: pieces left out, doubled, swapped, put elsewhere or taken from another file, and text that nobody writes.
import type { Random } from '../random';

type Mutation = (text: string, random: Random, others: readonly string[]) => string;

const mutations: readonly (readonly [weight: number, mutation: Mutation])[] = [
  [4, leaveOut],
  [3, leaveOutLines],
  [3, doubleLines],
  [2, swapLines],
  [4, insertWord],
  [3, graftLines],
  [2, renameWord],
  [1, cutOff],
  [1, repeatCharacter],
  [1, joinLines],
];

/** What upsets readers of C. */
const words = [
  ...['{', '}', '(', ')', '[', ']', ';', ',', '"', "'", '\\', '\\\n', '/*', '*/', '//', '\n\n', '\r\n', '\t'],
  ...[
    '#if 0\n',
    '#ifdef A\n',
    '#else\n',
    '#endif\n',
    '#define ',
    '#define A A\n',
    '#include "',
    '#undef pr_fmt\n',
  ],
  ...[
    'struct ',
    'union {',
    'enum {',
    'static ',
    'typedef ',
    'sizeof(',
    'sizeof(struct ',
    'return ',
    'goto out;',
  ],
  ...['if (', 'else ', 'while (1) {', 'for (;;) ', 'switch (a) { case 1:', 'do {', 'out:', 'break;'],
  ...[
    'kfree_skb(skb);',
    'par->targinfo',
    'list_for_each_entry(',
    'XTOPT_POINTER(struct ',
    '__attribute__((',
    'KERN_INFO ',
  ],
  ...[
    '.name = ',
    '.revision = -1,',
    '= {',
    '[99999999999999999999]',
    '0x',
    '1 << 99',
    '\u{1f525}',
    '\0',
    '\ufeff',
    'é',
  ],
];

/** The text with one change, or with several. */
export function mutateSource(text: string, random: Random, others: readonly string[]): string {
  const changes = random.pick([1, 1, 1, 2, 2, 3, 5, 10]);
  let mutated = text;
  for (let count = 0; count < changes; count += 1) {
    mutated = random.weighted(mutations)(mutated, random, others);
  }
  return mutated;
}

function replaceAt(text: string, start: number, end: number, inserted: string): string {
  return text.slice(0, start) + inserted + text.slice(end);
}

function leaveOut(text: string, random: Random): string {
  const start = random.below(text.length + 1);
  return replaceAt(text, start, start + random.pick([1, 1, 2, 5, 20, 100]), '');
}

/** Some lines in a row, as the place of the first and their number. */
function someLines(lines: readonly string[], random: Random): [number, number] {
  return [random.below(lines.length), random.pick([1, 1, 2, 5, 20])];
}

function leaveOutLines(text: string, random: Random): string {
  const lines = text.split('\n');
  lines.splice(...someLines(lines, random));
  return lines.join('\n');
}

function doubleLines(text: string, random: Random): string {
  const lines = text.split('\n');
  const [first, count] = someLines(lines, random);
  lines.splice(random.below(lines.length), 0, ...lines.slice(first, first + count));
  return lines.join('\n');
}

function swapLines(text: string, random: Random): string {
  const lines = text.split('\n');
  const [one, other] = [random.below(lines.length), random.below(lines.length)];
  [lines[one], lines[other]] = [lines[other] ?? '', lines[one] ?? ''];
  return lines.join('\n');
}

function insertWord(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  return replaceAt(text, at, at, random.pick(words));
}

function graftLines(text: string, random: Random, others: readonly string[]): string {
  const lines = text.split('\n');
  const donor = random.pick(others).split('\n');
  const [first, count] = someLines(donor, random);
  lines.splice(random.below(lines.length), 0, ...donor.slice(first, first + count));
  return lines.join('\n');
}

/** Every place of one word gets the name of another: functions call themselves, structs contain themselves. */
function renameWord(text: string, random: Random): string {
  const names = text.match(/\b[A-Za-z_]\w*\b/g) ?? [];
  if (names.length === 0) return text;
  const [from, to] = [random.pick(names), random.pick(names)];
  return text.replace(new RegExp(`\\b${from}\\b`, 'g'), to);
}

function cutOff(text: string, random: Random): string {
  return text.slice(0, random.below(text.length + 1));
}

function repeatCharacter(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  return replaceAt(
    text,
    at,
    at,
    random.pick(['(', '{', '[', '*', '-', '#if 1\n', 'a.', '"']).repeat(random.pick([10, 300, 5000])),
  );
}

function joinLines(text: string, random: Random): string {
  const [start, end] = [random.below(text.length + 1), random.below(text.length + 1)].sort((a, b) => a - b);
  return replaceAt(text, start ?? 0, end ?? 0, text.slice(start, end).replaceAll('\n', ' '));
}
