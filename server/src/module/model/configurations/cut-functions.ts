// Functions that conditionals cut through, such as `#if … if (a) #else if (b) #endif { … }` → each as it reads for every way
// in which the conditionals can go. The grammar has no place for such a function as a whole.
import type { ParseC } from '../../parse';
import type { Piece } from '../../split';
import { groupBy } from '../../group-by';
import { configurationsOf } from './configurations';
import { readFunction } from '../functions';
import type { FunctionModel } from '../functions';
import type { Node } from '../nodes';
import { sharing } from './sharing';

/** What was read of a function_definition, and whether all of it could be. */
interface Attempt {
  readonly definition: FunctionModel;
  readonly complete: boolean;
}

/**
 * The functions of a piece that the grammar could not read as it stands: `nodes` are those it found. A function that cannot
 * be read in some configuration stays what it was.
 */
export function readCutFunctions(
  nodes: readonly Node[],
  { text, line }: Piece,
  parse: ParseC,
  itemsOf: (root: Node) => readonly Node[],
): FunctionModel[] {
  const found = nodes.flatMap(attempt);
  const configurations = configurationsOf(text);
  if (configurations.length === 0) return found.map(({ definition }) => definition);
  const attempts = configurations.flatMap((configured) => itemsOf(parse(configured, line)).flatMap(attempt));
  const readable = groupBy(attempts, nameOf);
  for (const [name, same] of readable) {
    if (!same.every(({ complete }) => complete)) readable.delete(name);
  }
  const whole = found.filter((one) => one.complete || !readable.has(nameOf(one)));
  const names = new Set(whole.map(nameOf));
  const cut = [...readable].filter(([name]) => !names.has(name)).flatMap(([, same]) => join(same));
  return [...whole.map(({ definition }) => definition), ...cut].sort(byPlace);
}

function attempt(node: Node): Attempt[] {
  const definition = node.type === 'function_definition' ? readFunction(node) : undefined;
  return definition ? [{ definition, complete: !node.hasError }] : [];
}

function nameOf({ definition }: Attempt): string {
  return definition.name;
}

/** One function for all its readings, as it reads for the newest kernel. What readings have in common they share. */
function join(attempts: readonly Attempt[]): FunctionModel[] {
  const share = sharing();
  const readings = [...new Set(attempts.map(({ definition }) => share(definition)))];
  const [newest] = readings;
  if (!newest || readings.length === 1) return readings;
  const all = <Item>(list: (reading: FunctionModel) => readonly Item[]) => [
    ...new Set(readings.flatMap(list)),
  ];
  return [
    {
      ...newest,
      views: all(({ views }) => views),
      printed: all(({ printed }) => printed),
      readings,
    },
  ];
}

function byPlace({ nameRange: { start: a } }: FunctionModel, { nameRange: { start: b } }: FunctionModel) {
  return a.line - b.line || a.character - b.character;
}
