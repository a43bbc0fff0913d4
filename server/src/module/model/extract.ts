// tree → model: a walk over the top level of a file, through conditionals and past what the grammar couldn't read. Each
// item is read by itself (item.ts), and what was read of the same text before is taken over: an edit costs the items
// it touches.
import type { Node as ParserNode } from 'web-tree-sitter';
import type { ParseC, ParsedText } from '../parse';
import { copyNode, SourceText } from '../syntax-node';
import { groupBy } from '../group-by';
import { readItem, writtenText } from './item';
import type { ItemModel } from './item';
import { moveByLines } from './move';
import type { SourceModel } from './source';

/** What is known of the items of a file, by their masked text. */
export type KnownItems = ReadonlyMap<string, KnownItem>;

interface KnownItem {
  /** As the user wrote it. */
  readonly written: string;
  readonly line: number;
  readonly column: number;
  readonly model: ItemModel;
}

export interface Extraction {
  readonly model: SourceModel;
  readonly items: KnownItems;
}

/** Reads everything the model knows from one parsed file; `text` is the file before masking. */
export function extractModel(
  uri: string,
  text: string,
  parsed: ParsedText,
  parse: ParseC,
  earlier: KnownItems = new Map(),
): Extraction {
  const source = new SourceText(parsed.masked);
  const items = new Map<string, KnownItem>();
  const models = itemsOf(parsed.tree.rootNode).map((item) => {
    const key = `${item.type} ${parsed.masked.slice(item.startIndex, item.endIndex)}`;
    const written = writtenText(item, text);
    const { row: line, column } = item.startPosition;
    const known = earlier.get(key);
    const model =
      known?.written === written && known.column === column
        ? moveItem(known.model, line - known.line)
        : readItem(copyNode(item, source), text, parse);
    // How the grammar recovers from an error is not the item's own affair.
    if (!item.hasError) items.set(key, { written, line, column, model });
    return model;
  });
  return { model: join(uri, text, models), items };
}

/** Nodes whose children count as the top level too. */
const transparent =
  /^(?:translation_unit|preproc_(?:if|ifdef|else|elif|elifdef)|linkage_specification|declaration_list|ERROR)$/;

/** Nodes that are nothing by themselves. */
const trivial = /^(?:comment|identifier)$/;

function itemsOf(root: ParserNode): ParserNode[] {
  const items: ParserNode[] = [];
  const walk = (node: ParserNode) => {
    for (const child of node.namedChildren) {
      if (transparent.test(child.type)) walk(child);
      else if (!trivial.test(child.type)) items.push(child);
    }
  };
  walk(root);
  return items;
}

/** What a macro stands for has no place in the file. */
function moveItem(model: ItemModel, lines: number): ItemModel {
  if (lines === 0) return model;
  const macros = model.macros.map((macro) => ({ ...macro, range: moveByLines(macro.range, lines) }));
  return { ...moveByLines({ ...model, macros: [] }, lines), macros };
}

function join(uri: string, text: string, items: readonly ItemModel[]): SourceModel {
  const all = <List extends keyof ItemModel>(list: List) => items.flatMap((item) => [...item[list]]);
  return {
    uri,
    text,
    includes: all('includes'),
    macros: groupBy(all('macros'), ({ name }) => name),
    constants: groupBy(all('constants'), ({ name }) => name),
    structs: groupBy(all('structs'), ({ keyword, name }) => `${keyword} ${name}`),
    typedefs: new Map(
      [...groupBy(all('typedefs'), ({ name }) => name)].map(([name, same]) => [
        name,
        same.map(({ type }) => type),
      ]),
    ),
    functions: all('functions'),
    variables: all('variables'),
    invocations: all('invocations'),
    registrations: all('registrations'),
    optionTables: all('optionTables'),
    printkSites: all('printkSites'),
  };
}
