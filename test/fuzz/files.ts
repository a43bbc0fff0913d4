// Files of several lines: chains made, renamed, flushed and deleted, rules numbered, jumps among chains, counters,
// policies, blanks and comments. What these lines mean depends on the lines before them.
import { tables } from '../../server/src/rules/facts/tables';
import type { CorpusLine } from '../support/corpus';
import type { Random } from './random';

const ownChains = ['web', 'a', 'LOG', 'x-y', 'tcp', '_1'];

/** A file of one or two tables. */
export function makeFile(random: Random): CorpusLine {
  const parts = Array.from({ length: random.chance(0.8) ? 1 : 2 }, () => makeTable(random));
  const text = parts.join('');
  return { text: random.chance(0.05) ? disturbText(text, random) : text };
}

function makeTable(random: Random): string {
  const table = random.pick(tables);
  const chains = ownChains.filter(() => random.chance(0.35));
  const lines = [`*${table.name}`];
  for (const chain of table.chains) {
    if (random.chance(0.3)) {
      lines.push(
        `:${chain} ${random.weighted([
          [6, 'ACCEPT'],
          [2, 'DROP'],
          [1, '-'],
        ])}${counters(random)}`,
      );
    }
  }
  for (const chain of chains) {
    lines.push(random.chance(0.8) ? `:${chain} -${counters(random)}` : `-N ${chain}`);
  }
  const count = random.below(6);
  for (let made = 0; made < count; made += 1) lines.push(command(random, table.chains, chains));
  if (random.chance(0.1)) lines.splice(random.below(lines.length), 0, random.pick(['', '# x', '#']));
  if (random.chance(0.97)) lines.push('COMMIT');
  return `${lines.join('\n')}\n`;
}

function counters(random: Random): string {
  return random.weighted([
    [3, ''],
    [6, ' [0:0]'],
    [2, ` [${random.below(99)}:${random.below(9999)}]`],
    [0.2, ' [x:y]'],
    [0.2, ' [1]'],
  ]);
}

function command(random: Random, builtIn: readonly string[], own: readonly string[]): string {
  const known = [...builtIn, ...own];
  const chain = () =>
    random.chance(0.03) ? random.pick(['nosuch', 'ACCEPT', 'INPUT', '', '-x']) : random.pick(known);
  const jump = () =>
    random.weighted([
      [3, ' -j ACCEPT'],
      [1, ' -j RETURN'],
      [1, ''],
      [3, ` -j ${chain()}`],
      [1, ` -g ${chain()}`],
      [0.3, random.pick([' -j MASQUERADE', ' -j REJECT --reject-with tcp-reset', ' -j LOG'])],
    ]);
  const match = () => random.pick(['', '', ' -i lo', ' -s 10.0.0.0/8', ' -p tcp', ' -s 10.0.0.1,10.0.0.2']);
  const end = random.chance(0.03) ? random.pick([' -4', ' -6', ' -h', ' -V']) : '';
  const number = () => random.pick(['1', '1', '1', '2', '3', '0', 'x', '-1']);
  const make = random.weighted<() => string>([
    [12, () => `${random.chance(0.1) ? '[1:2] ' : ''}-A ${chain()}${match()}${jump()}`],
    [3, () => `-I ${chain()}${random.chance(0.5) ? ` ${number()}` : ''}${match()}${jump()}`],
    [1, () => `-D ${chain()} ${number()}`],
    [1, () => `-D ${chain()}${match()}${jump()}`],
    [1, () => `-R ${chain()} ${number()}${match()}${jump()}`],
    [1, () => `-C ${chain()}${match()}${jump()}`],
    [1, () => `-N ${random.pick(['new', ...ownChains, 'INPUT', 'ACCEPT'])}`],
    [1, () => `-X${random.chance(0.7) ? ` ${chain()}` : ''}`],
    [1, () => `-F${random.chance(0.7) ? ` ${chain()}` : ''}`],
    [1, () => `-Z${random.chance(0.7) ? ` ${chain()}` : ''}${random.chance(0.2) ? ` ${number()}` : ''}`],
    [1, () => `-E ${chain()} ${random.pick(['new', ...known])}`],
    [1, () => `-P ${chain()} ${random.pick(['ACCEPT', 'DROP', 'RETURN', 'x'])}`],
    [1.5, () => listing(random, chain())],
    [0.5, () => `:${chain()} -`],
  ]);
  return make() + end;
}

function listing(random: Random, chain: string): string {
  const words = [`-${random.pick(['L', 'S'])}${random.chance(0.6) ? ` ${chain}` : ''}`];
  if (random.chance(0.3)) words.splice(random.below(2), 0, '-Z');
  return words.join(' ');
}

/** A letter of the text taken out, doubled or put elsewhere. */
function disturbText(text: string, random: Random): string {
  const at = random.below(text.length);
  const letter = text.charAt(at);
  const without = text.slice(0, at) + text.slice(at + 1);
  const to = random.below(without.length);
  return random.pick([
    without,
    text.slice(0, at) + letter + text.slice(at),
    without.slice(0, to) + letter + without.slice(to),
    `${text.slice(0, at)} ${text.slice(at)}`,
  ]);
}
