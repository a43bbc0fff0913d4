// text → model, piece by piece: what was read of a piece before (split.ts) is taken over, moved to where it stands now.
// Within a piece every item of the top level is read, through conditionals and past what the grammar couldn't read.
import { groupBy } from '../group-by';
import type { ParseC } from '../parse';
import { splitText } from '../split';
import type { Piece } from '../split';
import { readCutFunctions } from './configurations/cut-functions';
import { readCutRegistrations } from './configurations/cut-registrations';
import { itemLists, readItem } from './item';
import type { ItemModel } from './item';
import { moveByLines } from './move';
import type { Node } from './nodes';
import type { SourceModel } from './source';

/** What was read of the pieces of a file, by their text. */
export type KnownPieces = ReadonlyMap<string, KnownPiece>;

interface KnownPiece {
  readonly line: number;
  readonly model: ItemModel;
}

export interface Extraction {
  readonly model: SourceModel;
  readonly pieces: KnownPieces;
}

/** Reads everything the model knows from one file. */
export function extractModel(
  uri: string,
  text: string,
  parse: ParseC,
  earlier: KnownPieces = new Map(),
): Extraction {
  const pieces = new Map<string, KnownPiece>();
  const models = splitText(text).map((piece) => {
    const known = earlier.get(piece.text);
    const model = known ? moveItems(known.model, piece.line - known.line) : readPiece(piece, parse);
    pieces.set(piece.text, { line: piece.line, model });
    return model;
  });
  return { model: toSource(uri, text, join(models)), pieces };
}

function readPiece(piece: Piece, parse: ParseC): ItemModel {
  const { text, line } = piece;
  try {
    const root = parse(text, line);
    const items = itemsOf(root);
    const model = join(items.map((item) => readItem(item, text, parse)));
    if (!root.hasError) return model;
    const functions = readCutFunctions(items, piece, parse, itemsOf);
    const { registrations } = model;
    return {
      ...model,
      functions,
      registrations: registrations.length > 0 ? registrations : readCutRegistrations(piece, parse, itemsOf),
    };
  } catch (error) {
    // Text that nests deeper than the stack is no C that anybody wrote; nothing is known of it.
    if (error instanceof RangeError) return join([]);
    throw error;
  }
}

/** Nodes whose children count as the top level too. */
const transparent =
  /^(?:translation_unit|preproc_(?:if|ifdef|else|elif|elifdef)|linkage_specification|declaration_list|ERROR)$/;

function itemsOf(node: Node): Node[] {
  return transparent.test(node.type) ? node.namedChildren.flatMap(itemsOf) : [node];
}

/** What a macro stands for has no place in the file. */
function moveItems(model: ItemModel, lines: number): ItemModel {
  if (lines === 0) return model;
  const macros = model.macros.map((macro) => ({ ...macro, range: moveByLines(macro.range, lines) }));
  return { ...moveByLines({ ...model, macros: [] }, lines), macros };
}

function join(models: readonly ItemModel[]): ItemModel {
  const lists = itemLists.map((list) => [list, models.flatMap((model) => model[list] as unknown[])]);
  return Object.fromEntries(lists) as ItemModel;
}

function toSource(uri: string, text: string, items: ItemModel): SourceModel {
  const typedefs = groupBy(items.typedefs, ({ name }) => name);
  return {
    uri,
    text,
    ...items,
    macros: groupBy(items.macros, ({ name }) => name),
    constants: groupBy(items.constants, ({ name }) => name),
    structs: groupBy(items.structs, ({ keyword, name }) => `${keyword} ${name}`),
    typedefs: new Map([...typedefs].map(([name, same]) => [name, same.map(({ type }) => type)])),
  };
}
