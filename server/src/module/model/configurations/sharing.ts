// Equal plain data → the same object: what was read several times of one text is one thing again, and whoever tells things
// apart by identity goes on doing so.
import { nowhere } from '../nodes';

/** Makes a function that gives, for everything it is given, the first of its equals. */
export function sharing(): <Data>(data: Data) => Data {
  const first = new Map<string, object>();
  const numbers = new Map<object, number>();
  const share = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || value === nowhere || numbers.has(value)) return value;
    const parts = Object.entries(value).map(([name, part]) => [name, share(part)] as const);
    const key = `${Array.isArray(value) ? '[' : '{'}${parts.map(([name, part]) => `${name}:${keyOf(part)}`).join()}`;
    const known = first.get(key);
    if (known) return known;
    const shared = Array.isArray(value) ? parts.map(([, part]) => part) : Object.fromEntries(parts);
    numbers.set(shared, numbers.size);
    first.set(key, shared);
    return shared;
  };
  const keyOf = (part: unknown): string =>
    typeof part === 'object' && part !== null
      ? `#${part === nowhere ? '' : String(numbers.get(part))}`
      : `${typeof part} ${JSON.stringify(part) ?? ''}`;
  return <Data>(data: Data) => share(data) as Data;
}
