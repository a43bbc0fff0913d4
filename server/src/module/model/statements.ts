// The statements of a function as plain data: tree → statements, each with its expressions. What a function does in
// order is read from them (calls.ts), and so is every path through it.
import type { Range } from 'vscode-languageserver-types';
import { readExpression } from './expression';
import type { Expression } from './expression';
import { declaredName, rangeOf } from './nodes';
import type { Node } from './nodes';
import { readType } from './type-reference';
import type { TypeReference } from './type-reference';

export type Statement = { readonly range: Range } & (
  | { readonly kind: 'expression'; readonly expression: Expression }
  | { readonly kind: 'declaration'; readonly variables: readonly Variable[] }
  | { readonly kind: 'block'; readonly statements: readonly Statement[] }
  | {
      readonly kind: 'if';
      readonly condition: Expression;
      readonly consequence: Statement;
      readonly alternative: Statement | undefined;
    }
  | Loop
  | { readonly kind: 'switch'; readonly condition: Expression; readonly body: Statement }
  /** `case value:` with the statements up to the next label; `default:` has no value. */
  | {
      readonly kind: 'case';
      readonly value: Expression | undefined;
      readonly statements: readonly Statement[];
    }
  | { readonly kind: 'return'; readonly value: Expression | undefined }
  | { readonly kind: 'goto'; readonly label: string }
  /** `out:` with the statement after it, if the label isn't the last thing of its block. */
  | { readonly kind: 'label'; readonly label: string; readonly statement: Statement | undefined }
  | { readonly kind: 'break' }
  | { readonly kind: 'continue' }
  /** `#if … #else …`: one of the branches is compiled. Without `#else` the last branch is empty. */
  | {
      readonly kind: 'configured';
      /** The directive that begins it, as it is written: `#ifdef CONFIG_IPV6`. */
      readonly condition: string;
      readonly branches: readonly (readonly Statement[])[];
    }
  /** What the grammar couldn't read, or inline assembly. */
  | { readonly kind: 'unknown' }
);

export interface Loop {
  readonly kind: 'loop';
  readonly style: 'while' | 'do' | 'for';
  /** Whether a macro such as `list_for_each_entry(…)` makes the loop; the condition is then what the macro is given. */
  readonly byMacro: boolean;
  readonly initial: Statement | undefined;
  readonly condition: Expression | undefined;
  readonly step: Expression | undefined;
  readonly body: Statement;
  readonly range: Range;
}

/** A variable as it is declared, in a function or at the top of a file; also a parameter. */
export interface Variable {
  readonly name: string;
  /** Of the name. */
  readonly range: Range;
  readonly type: TypeReference;
  readonly isStatic: boolean;
  readonly isConst: boolean;
  readonly initial: Expression | undefined;
}

/** Reads the statements of a function's body, or of any other block. */
export function readStatements(block: Node): Statement[] {
  return block.namedChildren.flatMap((child) => readStatement(child) ?? []);
}

/** Reads one statement; undefined for what does nothing, such as a comment or a macro's definition. */
function readStatement(node: Node): Statement | undefined {
  const range = rangeOf(node);
  const expression = (name: string) => optional(node.childForFieldName(name));
  switch (node.type) {
    case 'expression_statement': {
      const [inner] = node.namedChildren;
      return inner && { kind: 'expression', expression: readExpression(inner), range };
    }
    case 'declaration':
      return { kind: 'declaration', variables: readVariables(node), range };
    case 'compound_statement':
      return { kind: 'block', statements: readStatements(node), range };
    case 'if_statement':
      return readIf(node, range);
    case 'while_statement':
    case 'do_statement':
    case 'for_statement':
      return readLoop(node, range);
    case 'switch_statement':
      return {
        kind: 'switch',
        condition: readExpression(node.childForFieldName('condition')),
        body: bodyOf(node, range),
        range,
      };
    case 'case_statement':
      return { kind: 'case', value: expression('value'), statements: readCase(node), range };
    case 'return_statement':
      return { kind: 'return', value: optional(node.namedChildren.find(isMeaningful) ?? null), range };
    case 'goto_statement':
      return { kind: 'goto', label: node.childForFieldName('label')?.text ?? '', range };
    case 'labeled_statement':
      return readLabel(node, range);
    case 'break_statement':
      return { kind: 'break', range };
    case 'continue_statement':
      return { kind: 'continue', range };
    case 'preproc_if':
    case 'preproc_ifdef':
      return { kind: 'configured', condition: firstLine(node), branches: readBranches(node), range };
    case 'ERROR':
    case 'gnu_asm_expression':
      return { kind: 'unknown', range };
    default:
      return undefined;
  }
}

function optional(node: Node | null): Expression | undefined {
  return node ? readExpression(node) : undefined;
}

function isMeaningful(node: Node): boolean {
  return node.type !== 'comment';
}

function readIf(node: Node, range: Range): Statement {
  const otherwise = node.childForFieldName('alternative')?.namedChildren.find(isMeaningful);
  return {
    kind: 'if',
    condition: readExpression(node.childForFieldName('condition')),
    consequence: statementOrEmpty(node.childForFieldName('consequence'), range),
    alternative: otherwise && statementOrEmpty(otherwise, range),
    range,
  };
}

/** The mask writes `while` over the macro's name, which is longer. */
const macroLoop = /^while {3}/;

function readLoop(node: Node, range: Range): Loop {
  const initial = node.childForFieldName('initializer');
  return {
    kind: 'loop',
    style: node.type === 'do_statement' ? 'do' : node.type === 'for_statement' ? 'for' : 'while',
    byMacro: node.type === 'while_statement' && macroLoop.test(node.text),
    initial: initial ? readInitial(initial) : undefined,
    condition: optional(node.childForFieldName('condition')),
    step: optional(node.childForFieldName('update')),
    body: bodyOf(node, range),
    range,
  };
}

/** `for (i = 0; …)` has an expression there, `for (int i = 0; …)` a declaration. */
function readInitial(node: Node): Statement | undefined {
  if (node.type === 'declaration') return readStatement(node);
  return { kind: 'expression', expression: readExpression(node), range: rangeOf(node) };
}

function readCase(node: Node): Statement[] {
  const value = node.childForFieldName('value');
  return node.namedChildren.filter((child) => child !== value).flatMap((child) => readStatement(child) ?? []);
}

function readLabel(node: Node, range: Range): Statement {
  const name = node.childForFieldName('label');
  const inner = node.namedChildren.find((child) => isMeaningful(child) && child !== name);
  return { kind: 'label', label: name?.text ?? '', statement: inner && readStatement(inner), range };
}

function bodyOf(node: Node, range: Range): Statement {
  return statementOrEmpty(node.childForFieldName('body'), range);
}

function statementOrEmpty(node: Node | null, range: Range): Statement {
  const statement = node && readStatement(node);
  return statement ?? { kind: 'block', statements: [], range: node ? rangeOf(node) : range };
}

function firstLine(node: Node): string {
  return node.text.slice(0, node.text.search(/$/m)).trim().replace(/\s+/g, ' ');
}

/** The branches of `#if`, of every `#elif` and of `#else`, which is empty when it is not written. */
function readBranches(conditional: Node): Statement[][] {
  const branches: Statement[][] = [];
  for (let node: Node | null = conditional; node; node = node.childForFieldName('alternative')) {
    const heads = [node.childForFieldName('condition'), node.childForFieldName('name')];
    const alternative = node.childForFieldName('alternative');
    branches.push(
      node.namedChildren
        .filter((child) => child !== alternative && !heads.includes(child))
        .flatMap((child) => readStatement(child) ?? []),
    );
    if (!alternative && node.type !== 'preproc_else') branches.push([]);
  }
  return branches;
}

/** Reads the variables that a declaration declares; functions it declares are left out. */
export function readVariables(declaration: Node): Variable[] {
  const words = declaration.children
    .filter(({ type }) => /^(?:storage_class_specifier|type_qualifier)$/.test(type))
    .map(({ text }) => text);
  const specifier = declaration.childForFieldName('type');
  return declaration.childrenForFieldName('declarator').flatMap((declarator) => {
    const initialized = declarator.type === 'init_declarator';
    const inner = initialized ? declarator.childForFieldName('declarator') : declarator;
    const name = declaredName(inner);
    if (!name || inner?.type === 'function_declarator') return [];
    return [
      {
        name: name.text,
        range: rangeOf(name),
        type: readType(specifier, inner),
        isStatic: words.includes('static'),
        isConst: words.includes('const'),
        initial: initialized ? optional(declarator.childForFieldName('value')) : undefined,
      },
    ];
  });
}

/** Reads the parameters of a function's declarator, in order; `void` alone is none. */
export function readParameters(declarator: Node | null): Variable[] {
  const list = parameterList(declarator);
  return (list?.namedChildren ?? [])
    .filter(({ type }) => type === 'parameter_declaration')
    .flatMap((parameter) => {
      const inner = parameter.childForFieldName('declarator');
      const type = readType(parameter.childForFieldName('type'), inner);
      if (type.name === 'void' && type.pointers === 0) return [];
      const name = declaredName(inner);
      const isConst = parameter.children.some(
        ({ type: kind, text }) => kind === 'type_qualifier' && text === 'const',
      );
      return [
        {
          name: name?.text ?? '',
          range: rangeOf(name ?? parameter),
          type,
          isStatic: false,
          isConst,
          initial: undefined,
        },
      ];
    });
}

function parameterList(declarator: Node | null): Node | null {
  for (let node = declarator; node; node = node.childForFieldName('declarator')) {
    if (node.type === 'function_declarator') return node.childForFieldName('parameters');
  }
  return null;
}
