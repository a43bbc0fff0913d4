// tree → model: one walk over the top level of a file, through conditionals and past what the grammar couldn't read.
import type { ParseC, ParsedText } from '../parse';
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
import { readRegistrations } from './registrations';
import type { Registration } from './registrations';
import type { EnumConstant, Include, SourceModel } from './source';
import { readVariables } from './statements';
import type { Variable } from './statements';
import { readStruct } from './structs';
import type { Struct } from './structs';
import { readType } from './type-reference';
import type { TypeReference } from './type-reference';

/** Reads everything the model knows from one parsed file. `text` is the file before masking. */
export function extractModel(uri: string, text: string, { tree }: ParsedText, parse: ParseC): SourceModel {
  const found = new Collector(text, parse);
  found.walk(tree.rootNode);
  found.readEverywhere(tree.rootNode);
  return {
    uri,
    includes: found.includes,
    macros: found.macros,
    constants: found.constants,
    structs: found.structs,
    typedefs: found.typedefs,
    functions: found.functions,
    variables: found.variables,
    invocations: found.invocations,
    registrations: found.registrations,
    optionTables: found.optionTables,
    printkSites: tree.rootNode
      .descendantsOfType('call_expression')
      .flatMap((call) => readPrintk(call, text) ?? []),
  };
}

/** Nodes whose children count as the top level too. */
const transparent =
  /^(?:translation_unit|preproc_(?:if|ifdef|else|elif|elifdef)|linkage_specification|declaration_list|ERROR)$/;

class Collector {
  readonly includes: Include[] = [];
  readonly macros = new Map<string, Macro[]>();
  readonly constants = new Map<string, EnumConstant[]>();
  readonly structs = new Map<string, Struct[]>();
  readonly typedefs = new Map<string, TypeReference[]>();
  readonly functions: FunctionModel[] = [];
  readonly variables: Variable[] = [];
  readonly invocations: CallExpression[] = [];
  readonly registrations: Registration[] = [];
  readonly optionTables: OptionTable[] = [];

  constructor(
    private readonly text: string,
    private readonly parse: ParseC,
  ) {}

  walk(node: Node): void {
    for (const child of node.namedChildren) {
      if (transparent.test(child.type)) this.walk(child);
      else this.takeItem(child);
    }
  }

  /** What counts wherever it stands, also inside functions: types, constants and macros. */
  readEverywhere(root: Node): void {
    for (const definition of root.descendantsOfType(['preproc_def', 'preproc_function_def'])) {
      const macro = readMacro(definition, this.parse);
      if (macro) push(this.macros, macro.name, macro);
    }
    for (const specifier of root.descendantsOfType(['struct_specifier', 'union_specifier'])) {
      this.takeStruct(specifier);
    }
    for (const list of root.descendantsOfType('enumerator_list')) this.takeEnumerators(list);
  }

  private takeItem(item: Node): void {
    switch (item.type) {
      case 'preproc_include':
        return this.takeInclude(item);
      case 'function_definition': {
        const definition = readFunction(item);
        if (definition) this.functions.push(definition);
        return;
      }
      case 'type_definition':
        return this.takeTypedef(item);
      case 'expression_statement':
        return this.takeInvocation(item);
      case 'declaration':
        this.variables.push(...readVariables(item));
        this.registrations.push(...readRegistrations(item));
        this.optionTables.push(...readOptionTables(item));
    }
  }

  /** `module_init(f);`, and `DEFINE_PER_CPU(int, count) = 1;`. */
  private takeInvocation(item: Node): void {
    const statement = readExpression(item.namedChildren[0] ?? null);
    const call = statement.kind === 'assignment' ? statement.left : statement;
    if (call.kind === 'call') this.invocations.push(call);
  }

  private takeInclude(item: Node): void {
    const path = item.childForFieldName('path');
    if (!path) return;
    this.includes.push({
      path: path.text.slice(1, -1),
      local: path.type === 'string_literal',
      range: rangeOf(path),
    });
  }

  private takeTypedef(item: Node): void {
    for (const declarator of item.childrenForFieldName('declarator')) {
      const name = declaredName(declarator);
      if (name) push(this.typedefs, name.text, readType(item.childForFieldName('type'), declarator));
    }
  }

  private takeStruct(specifier: Node): void {
    const body = specifier.childForFieldName('body');
    const name = specifier.childForFieldName('name')?.text;
    if (!body || name === undefined) return;
    const struct = readStruct(specifier, body);
    const end = this.text.indexOf(';', specifier.endIndex);
    // The mask has blanked these words, so they are looked for in the text.
    const attributed = /\b__(?:packed|aligned|cacheline)/.test(this.text.slice(specifier.startIndex, end));
    push(this.structs, `${struct.keyword} ${name}`, attributed ? { ...struct, irregular: true } : struct);
  }

  private takeEnumerators(list: Node): void {
    let previous: string | undefined;
    for (const enumerator of childrenOf(list)) {
      const name = enumerator.childForFieldName('name');
      // A conditional inside: nobody knows from where the count goes on.
      if (!name) previous = '';
      if (!name) continue;
      const value = enumerator.childForFieldName('value');
      push(this.constants, name.text, {
        name: name.text,
        range: rangeOf(name),
        value: value ? readExpression(value) : undefined,
        previous,
      });
      previous = name.text;
    }
  }
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}
