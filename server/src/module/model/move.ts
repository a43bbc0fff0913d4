// Plain data of a model → the same data further down or up in the file: what was read of an item before lines were
// added or taken away above it.
import { nowhere } from './nodes';

/** A copy in which every position has moved by a number of lines. Parts that are shared stay shared. */
export function moveByLines<Data>(data: Data, lines: number): Data {
  const moved = new Map<object, object>([[nowhere, nowhere]]);
  const move = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    const known = moved.get(value);
    if (known) return known;
    if (Array.isArray(value)) {
      return keep<unknown[]>(value, [], (copy) => value.forEach((element) => copy.push(move(element))));
    }
    if (value instanceof Map) {
      return keep<Map<unknown, unknown>>(value, new Map(), (copy) =>
        value.forEach((entry, key) => copy.set(key, move(entry))),
      );
    }
    const copy: Record<string, unknown> = {};
    return keep(value, copy, () => {
      for (const [name, member] of Object.entries(value)) copy[name] = move(member);
      if (typeof copy.line === 'number' && typeof copy.character === 'number') copy.line += lines;
    });
  };
  /** The copy is known before it is filled, for data may contain itself. */
  const keep = <Copy extends object>(value: object, copy: Copy, fill: (copy: Copy) => void) => {
    moved.set(value, copy);
    fill(copy);
    return copy;
  };
  return move(data) as Data;
}
