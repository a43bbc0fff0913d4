// Item of a file's top level → what it adds to the model.
import type { ParseC } from '../parse';
import { readExpression } from './expression';
import type { CallExpression } from './expression';
import { readFunction } from './functions';
import type { FunctionModel } from './functions';
import { readMacro } from './macros';
import type { Macro } from './macros';
import { childrenOf, declaredName, rangeOf } from './nodes';
import type { Node } from './nodes';
import { readOptionTables } from './option-tables';
import type { OptionTable } from './option-tables';
import { readPrintk } from './printk';
import type { PrintkSite } from './printk';
import { readRegistrations } from './registrations';
import type { Registration } from './registrations';
import type { EnumConstant, Include } from './source';
import { readVariables } from './statements';
import type { Variable } from './statements';
import { readStruct } from './structs';
import type { Struct } from './structs';
import { readType } from './type-reference';
import type { TypeReference } from './type-reference';

/** The lists of a model, as far as one item fills them. */
export interface ItemModel {
  readonly includes: readonly Include[];
  readonly macros: readonly Macro[];
  readonly constants: readonly EnumConstant[];
  readonly structs: readonly Struct[];
  readonly typedefs: readonly Typedef[];
  readonly functions: readonly FunctionModel[];
  readonly variables: readonly Variable[];
  readonly invocations: readonly CallExpression[];
  readonly registrations: readonly Registration[];
  readonly optionTables: readonly OptionTable[];
  readonly printkSites: readonly PrintkSite[];
}

export interface Typedef {
  readonly name: string;
  readonly type: TypeReference;
}

/** The names of all lists. */
export const itemLists = [
  'includes',
  'macros',
  'constants',
  'structs',
  'typedefs',
  'functions',
  'variables',
  'invocations',
  'registrations',
  'optionTables',
  'printkSites',
] as const satisfies readonly (keyof ItemModel)[];

/** Reads an item of a piece; `text` is the piece before masking. */
export function readItem(item: Node, text: string, parse: ParseC): ItemModel {
  const as = <Model>(type: string, read: (item: Node) => readonly Model[]) =>
    item.type === type ? read(item) : [];
  const within = <Model>(
    types: readonly string[],
    read: (node: Node) => readonly Model[] | Model | undefined,
  ) => item.descendantsOfType(types).flatMap((node) => read(node) ?? []);
  return {
    typedefs: as('type_definition', (definition) => readTypedefs(definition, text)),
    functions: as('function_definition', (definition) => listOf(readFunction(definition))),
    invocations: as('expression_statement', readInvocation),
    variables: as('declaration', readVariables),
    registrations: as('declaration', readRegistrations),
    optionTables: as('declaration', readOptionTables),
    // What counts wherever it stands, also inside functions.
    includes: within(['preproc_include'], readInclude),
    macros: within(['preproc_def', 'preproc_function_def'], (definition) => readMacro(definition, parse)),
    structs: within(['struct_specifier', 'union_specifier'], (specifier) => readNamedStruct(specifier, text)),
    constants: within(['enumerator_list'], readEnumerators),
    printkSites: within(['call_expression'], (call) => readPrintk(call, text)),
  };
}

function listOf<Model>(model: Model | undefined): Model[] {
  return model === undefined ? [] : [model];
}

function readInclude(item: Node): Include[] {
  const path = item.childForFieldName('path');
  if (!path) return [];
  return [{ path: path.text.slice(1, -1), local: path.type === 'string_literal', range: rangeOf(path) }];
}

function readTypedefs(item: Node, text: string): Typedef[] {
  const around = text.slice(item.startIndex, item.endIndex).replace(/\{[^]*\}/, ' ');
  const attributed = isAttributed(around) || around.includes('__attribute__');
  return item.childrenForFieldName('declarator').flatMap((declarator) => {
    const name = declaredName(declarator);
    if (!name) return [];
    const type = readType(item.childForFieldName('type'), declarator);
    return [{ name: name.text, type: attributed ? { ...type, irregular: true } : type }];
  });
}

/** `module_init(f);`, and `DEFINE_PER_CPU(int, count) = 1;`. */
function readInvocation(item: Node): CallExpression[] {
  const statement = readExpression(item.namedChildren[0] ?? null);
  const call = statement.kind === 'assignment' ? statement.left : statement;
  return call.kind === 'call' ? [call] : [];
}

function readNamedStruct(specifier: Node, text: string): Struct | undefined {
  const body = specifier.childForFieldName('body');
  const name = specifier.childForFieldName('name')?.text;
  if (!body || name === undefined) return undefined;
  const struct = readStruct(specifier, body);
  const end = text.indexOf(';', specifier.endIndex);
  const written = text.slice(specifier.startIndex, end < 0 ? undefined : end);
  return isAttributed(written) ? { ...struct, irregular: true } : struct;
}

/** The mask has blanked these words, so they are looked for in the text. */
function isAttributed(written: string): boolean {
  // `__aligned_u64` is a type.
  return /\b_{2,}(?:packed\b|aligned\b|cacheline)/.test(written);
}

function readEnumerators(list: Node): EnumConstant[] {
  let previous: string | undefined;
  return childrenOf(list).flatMap((enumerator) => {
    const name = enumerator.childForFieldName('name');
    if (!name) {
      // A conditional inside: nobody knows from where the count goes on.
      previous = '';
      return [];
    }
    const value = enumerator.childForFieldName('value');
    const constant = {
      name: name.text,
      range: rangeOf(name),
      value: value ? readExpression(value) : undefined,
      previous,
    };
    previous = name.text;
    return [constant];
  });
}
