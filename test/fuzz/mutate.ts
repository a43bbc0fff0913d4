// Rules out of rules: words left out, doubled, swapped, put elsewhere, shortened or written otherwise.
import { tables } from '../../server/src/rules/facts/tables';
import type { CorpusLine } from '../support/corpus';
import type { Random } from './random';
import { disturb, strangeValue } from './values';
import { ruleOf, wordsOf } from './words';

type Rule = Extract<CorpusLine, { rule: string }>;
type Mutation = (words: string[], random: Random, others: readonly Rule[]) => void;

const mutations: readonly (readonly [weight: number, mutation: Mutation])[] = [
  [3, leaveOut],
  [2, double],
  [2, swap],
  [2, negate],
  [2, move],
  [2, shorten],
  [2, attach],
  [3, rewriteValue],
  [4, graft],
  [1, insertStrange],
];

/** The rule with one change, seldom two; at times in another table or chain. */
export function mutateRule(rule: Rule, random: Random, others: readonly Rule[]): CorpusLine {
  const words = wordsOf(rule.rule);
  const changes = random.weighted([
    [1, 0],
    [6, 1],
    [1, 2],
  ]);
  for (let count = 0; count < changes; count += 1) random.weighted(mutations)(words, random, others);
  const elsewhere = random.chance(0.15) ? random.pick(tables) : undefined;
  if (elsewhere) words[1] = random.pick(elsewhere.chains);
  const table = elsewhere?.name ?? rule.table ?? 'filter';
  return { table, rule: ruleOf(words), ...(rule.family && { family: rule.family }) };
}

/** The place of a word behind the command and its chain. */
function place(words: readonly string[], random: Random): number {
  return Math.min(2 + random.below(Math.max(1, words.length - 2)), Math.max(0, words.length - 1));
}

function leaveOut(words: string[], random: Random): void {
  words.splice(place(words, random), random.pick([1, 1, 2]));
}

function double(words: string[], random: Random): void {
  const at = place(words, random);
  const copy = words.slice(at, at + random.pick([1, 2, 2]));
  words.splice(random.chance(0.5) ? at : words.length, 0, ...copy);
}

function swap(words: string[], random: Random): void {
  const [one, other] = [place(words, random), place(words, random)];
  [words[one], words[other]] = [words[other] ?? '', words[one] ?? ''];
}

function negate(words: string[], random: Random): void {
  const options = words.flatMap((word, at) => (at > 1 && word.startsWith('-') ? [at] : []));
  const at = options.length > 0 && random.chance(0.8) ? random.pick(options) : place(words, random);
  if (words[at - 1] === '!') words.splice(at - 1, 1);
  else words.splice(at, 0, '!');
}

/** An option with its value goes elsewhere: the order of options matters to iptables. */
function move(words: string[], random: Random): void {
  const at = place(words, random);
  const moved = words.splice(at, 2);
  words.splice(Math.min(words.length, 2 + random.below(words.length)), 0, ...moved);
}

function shorten(words: string[], random: Random): void {
  const long = words.flatMap((word, at) => (word.startsWith('--') && word.length > 3 ? [at] : []));
  if (long.length === 0) return;
  const at = random.pick(long);
  const word = words[at] ?? '';
  words[at] = word.slice(0, 3 + random.below(word.length - 3));
}

/** `--dport 22` → `--dport=22`, `-p tcp` → `-ptcp`. */
function attach(words: string[], random: Random): void {
  const at = place(words, random);
  const [word = '', value] = words.slice(at, at + 2);
  if (value === undefined || !word.startsWith('-')) return;
  words.splice(at, 2, word.startsWith('--') ? `${word}=${value}` : word + value);
}

function rewriteValue(words: string[], random: Random): void {
  const at = place(words, random);
  words[at] = disturb(words[at] ?? '', random);
}

/** A part of another rule. */
function graft(words: string[], random: Random, others: readonly Rule[]): void {
  const donor = wordsOf(random.pick(others).rule);
  const from = place(donor, random);
  const part = donor.slice(from, from + 1 + random.below(4));
  words.splice(random.chance(0.6) ? words.length : place(words, random), 0, ...part);
}

function insertStrange(words: string[], random: Random): void {
  words.splice(place(words, random), 0, strangeValue(random));
}
