// Registrations whose first line conditionals cut through, such as `#if … struct iptables_target foo = { #else struct
// xtables_target foo = { #endif … };` → each as it reads in the configurations that have it. The grammar has no place for
// such a declaration as a whole.
import { groupBy } from '../../group-by';
import type { ParseC } from '../../parse';
import type { Piece } from '../../split';
import { configurationsOf } from './configurations';
import type { Node } from '../nodes';
import { readRegistrations } from '../registrations';
import type { Registration, RegistrationField } from '../registrations';

/** Whether a text may declare one at all. */
const mayRegister = /\bstruct\s+x(?:t|tables)_(?:match|target)\b[^;]*=/;

/** The registrations of a piece that the grammar could not read as it stands. */
export function readCutRegistrations(
  { text, line }: Piece,
  parse: ParseC,
  itemsOf: (root: Node) => readonly Node[],
): Registration[] {
  if (!mayRegister.test(text)) return [];
  const readings = configurationsOf(text).flatMap((configured) =>
    itemsOf(parse(configured, line)).flatMap((item) =>
      item.type === 'declaration' && !item.hasError ? readRegistrations(item) : [],
    ),
  );
  return [...groupBy(readings, placeOf).values()].flatMap(join);
}

function placeOf({ variable, range: { end } }: Registration): string {
  return `${variable} ${end.line}:${end.character}`;
}

/** One registration for all its readings: a field has the value that they agree on. */
function join(readings: readonly Registration[]): Registration[] {
  const [first] = readings;
  if (!first) return [];
  const fields = groupBy(
    readings.flatMap((reading) => [...reading.fields.values()]),
    ({ name }) => name,
  );
  return [{ ...first, fields: new Map([...fields].flatMap(([name, same]) => agreed(name, same))) }];
}

function agreed(name: string, fields: readonly RegistrationField[]): [string, RegistrationField][] {
  const [first] = fields;
  if (!first) return [];
  const places = new Set(fields.map(({ range }) => JSON.stringify(range)));
  const { range } = first.value;
  return [[name, places.size === 1 ? first : { ...first, value: { kind: 'unknown', range } }]];
}
