// `#define` lines. The grammar leaves their text alone; here it is read as an expression or a type where it is one,
// so that `.name = XT_FOO_NAME` and `XTOPT_POINTER(s, mark)` resolve.
import type { Range } from 'vscode-languageserver-types';
import type { ParseC } from '../parse';
import { readExpression } from './expression';
import type { Expression } from './expression';
import { rangeOf } from './nodes';
import type { Node } from './nodes';

export interface Macro {
  readonly name: string;
  /** Of the name. */
  readonly range: Range;
  /** Names of the parameters of a function-like macro. */
  readonly parameters: readonly string[] | undefined;
  /** The replacement as it is written. */
  readonly text: string;
  /** The replacement as an expression; its ranges mean nothing. */
  readonly expression: Expression | undefined;
}

/** Longer replacements are statements, not values. */
const longestExpression = 200;

/** Reads a preproc_def or preproc_function_def. */
export function readMacro(definition: Node, parse: ParseC): Macro | undefined {
  const name = definition.childForFieldName('name');
  if (!name) return undefined;
  const text = definition.childForFieldName('value')?.text.trim() ?? '';
  const parameters = definition.childForFieldName('parameters')?.namedChildren.map((node) => node.text);
  return {
    name: name.text,
    range: rangeOf(name),
    parameters,
    text,
    expression: readReplacement(text, parse),
  };
}

function readReplacement(text: string, parse: ParseC): Expression | undefined {
  if (text === '' || text.length > longestExpression || /[{};]/.test(text)) return undefined;
  const root = parse(`int _ = ${text};`);
  const value = root.namedChildren[0]?.childForFieldName('declarator')?.childForFieldName('value');
  return value && !root.hasError ? readExpression(value) : undefined;
}
