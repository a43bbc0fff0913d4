// What is known of values on a path: of a variable or of a condition, whether it is negative, zero or positive, and
// where it can be, which number. Paths that meet keep what they agree on.
import { namesIn, operandsOf } from '../expression';
import type { Expression } from '../expression';
import { constant, signs, unknownValue } from './values';
import type { Value } from './values';

interface Fact extends Value {
  /** The variables it depends on. */
  readonly names: readonly string[];
  /** Whether it is about memory, which others may write. */
  readonly ofMemory: boolean;
}

/** By expression, as `textOf` writes it. */
export type Facts = ReadonlyMap<string, Fact>;

/** More than these are told apart on no path; the oldest are forgotten. */
const mostFacts = 24;

export function valueIn(facts: Facts, text: string): Value {
  return facts.get(text) ?? unknownValue;
}

/** Adds what has become known of an expression; undefined when that cannot be, so that no program comes this way. */
export function learn(facts: Facts, expression: Expression, value: Value): Facts | undefined {
  const text = textOf(expression);
  if (text === undefined) return facts;
  const before = valueIn(facts, text);
  const narrowed = before.signs & value.signs;
  if (narrowed === signs.none) return undefined;
  if (differ(before.constant, value.constant) || differ(before.symbol, value.symbol)) return undefined;
  return withFact(facts, text, {
    ...knowledge({ ...before, ...value, signs: narrowed }),
    names: namesIn(expression),
    ofMemory: expression.kind !== 'name',
  });
}

function differ<Known>(before: Known | undefined, now: Known | undefined): boolean {
  return before !== undefined && now !== undefined && before !== now;
}

/** The value alone, of whatever else is said with it. */
function knowledge({ signs: known, constant: number, symbol }: Value): Value {
  return {
    signs: known,
    ...(number !== undefined && { constant: number }),
    ...(symbol !== undefined && { symbol }),
  };
}

/** What the preprocessor has decided is the same all over a function. */
export function learnConfiguration(facts: Facts, condition: string, branch: number): Facts | undefined {
  const text = `#${condition}`;
  const before = facts.get(text);
  if (before) return before.constant === branch ? facts : undefined;
  return withFact(facts, text, { ...constant(branch), names: [], ofMemory: false });
}

/** How many different conditions of the preprocessor a path has been through. */
export function configurationsIn(facts: Facts): number {
  return [...facts.keys()].filter((text) => text.startsWith('#')).length;
}

/** A variable has another value now. */
export function assign(facts: Facts, name: string, value: Value): Facts {
  const kept = forget(facts, name);
  if (value.signs === signs.any && value.symbol === undefined) return kept;
  return withFact(kept, name, { ...knowledge(value), names: [name], ofMemory: false });
}

/** Drops what was known by way of a variable. */
export function forget(facts: Facts, name: string): Facts {
  return filter(facts, ({ names }) => !names.includes(name));
}

/** Drops what was known of memory, at the head of a loop. */
export function forgetMemory(facts: Facts): Facts {
  return filter(facts, ({ ofMemory }) => !ofMemory);
}

function filter(facts: Facts, keep: (fact: Fact) => boolean): Facts {
  const kept = [...facts].filter(([, fact]) => keep(fact));
  return kept.length === facts.size ? facts : new Map(kept);
}

/** What two paths agree on; the first of the two when the second adds no doubt to it. */
export function merge(first: Facts, second: Facts): Facts {
  if (first === second) return first;
  let changed = false;
  const merged = new Map<string, Fact>();
  for (const [text, fact] of first) {
    const other = second.get(text);
    const both = other ? fact.signs | other.signs : signs.any;
    const same = fact.constant === other?.constant && fact.symbol === other?.symbol;
    if (both === fact.signs && same) {
      merged.set(text, fact);
      continue;
    }
    changed = true;
    if (both === signs.any || text.startsWith('#')) continue;
    merged.set(text, { signs: both, names: fact.names, ofMemory: fact.ofMemory });
  }
  return changed ? merged : first;
}

function withFact(facts: Facts, text: string, fact: Fact): Facts {
  const all = new Map(facts).set(text, fact);
  for (const oldest of all.keys()) {
    if (all.size <= mostFacts) break;
    all.delete(oldest);
  }
  return all;
}

/** Functions whose answer depends on nothing but what they are given. */
const pure =
  /^(?:IS_ERR|IS_ERR_OR_NULL|PTR_ERR|ntoh[sl]|hton[sl]|IS_ENABLED|ip_hdr|ipv6_hdr|tcp_hdr|udp_hdr|skb_dst|skb_queue_empty|skb_queue_len|skb_peek)$/;

/** Longer ones are not written twice. */
const longestText = 200;

const texts = new WeakMap<Expression, string | undefined>();

/** An expression as text, the same for the same; undefined for one that may have another value each time. */
export function textOf(expression: Expression): string | undefined {
  if (expression.kind === 'name') return expression.name;
  if (!texts.has(expression)) {
    const text = write(expression);
    texts.set(expression, text !== undefined && text.length > longestText ? undefined : text);
  }
  return texts.get(expression);
}

function write(expression: Expression): string | undefined {
  const { kind } = expression;
  if (kind === 'number') return String(expression.value);
  if (kind === 'call') {
    return pure.test(expression.callee) ? joined(expression, expression.callee) : undefined;
  }
  if (kind === 'unary' || kind === 'binary') return joined(expression, expression.operator);
  if (kind === 'member') {
    return joined(expression, expression.arrow ? `->${expression.field}` : `.${expression.field}`);
  }
  const isPlace = kind === 'index' || kind === 'dereference' || kind === 'address';
  return isPlace ? joined(expression, kind) : undefined;
}

function joined(expression: Expression, head: string): string | undefined {
  const parts = operandsOf(expression).map(textOf);
  return parts.includes(undefined) ? undefined : `${head}(${parts.join(',')})`;
}
