// Edits that quick fixes make to the statements of a function: one more before or behind another, in the style around it.
import type { Range, TextEdit } from 'vscode-languageserver-types';
import type { FunctionModel } from '../model/functions';
import type { SourceModel } from '../model/source';
import type { Statement } from '../model/statements';
import { lineAt, offsetAt, rangeBetween, textAt } from '../model/text';

/** Where a statement stands: among others, or as all that an `if` or a loop governs, which begins on a line. */
type Standing = { readonly among: true } | { readonly among: false; readonly governedFrom: number };

interface Found {
  readonly statement: Statement;
  readonly standing: Standing;
}

/** Puts a statement before the one that has a range, or consists of an expression that has it. */
export function insertBefore(
  source: SourceModel,
  definition: FunctionModel,
  range: Range,
  text: string,
): readonly TextEdit[] | undefined {
  // Where conditionals cut through a function, what stands before what is another thing in each configuration.
  if (definition.readings || definition.incomplete) return undefined;
  const found = findIn(definition.statements, range, { among: true });
  if (!found) return undefined;
  const { start, end } = found.statement.range;
  const indentation = indentationOf(source, start.line);
  const isFirst = indentation.length === start.character;
  if (found.standing.among) {
    return [{ range: { start, end: start }, newText: isFirst ? `${text}\n${indentation}` : `${text} ` }];
  }
  const offset = offsetAt(source, start);
  const before = source.text.slice(0, offset).trimEnd();
  if (!/(?:\)|\belse|\bdo)$/.test(before)) return undefined;
  const [opening, closing] = isFirst
    ? [
        ` {\n${indentation}${text}\n${indentation}`,
        `\n${indentationOf(source, found.standing.governedFrom)}}`,
      ]
    : [` { ${text} `, ' }'];
  return [
    { range: rangeBetween(source, before.length, offset), newText: opening },
    { range: { start: end, end }, newText: closing },
  ];
}

/** Puts a statement on a line of its own behind another. */
export function insertBehind(source: SourceModel, { range }: Statement, text: string): readonly TextEdit[] {
  const { start, end } = range;
  return [{ range: { start: end, end }, newText: `\n${indentationOf(source, start.line)}${text}` }];
}

/** Lets two statements change places. */
export function swap(source: SourceModel, first: Statement, second: Statement): readonly TextEdit[] {
  return [
    { range: first.range, newText: textAt(source, second.range) },
    { range: second.range, newText: textAt(source, first.range) },
  ];
}

function indentationOf(source: SourceModel, line: number): string {
  return /^\s*/.exec(lineAt(source, line))?.[0] ?? '';
}

function findIn(statements: readonly Statement[], range: Range, standing: Standing): Found | undefined {
  for (const statement of statements) {
    const isIt =
      statement.range === range || (statement.kind === 'expression' && statement.expression.range === range);
    const found = isIt ? { statement, standing } : findWithin(statement, range);
    if (found) return found;
  }
  return undefined;
}

function findWithin(statement: Statement, range: Range): Found | undefined {
  const governed = (inner: Statement | undefined) =>
    inner && findIn([inner], range, { among: false, governedFrom: statement.range.start.line });
  switch (statement.kind) {
    case 'block':
    case 'case':
      return findIn(statement.statements, range, { among: true });
    case 'if':
      return governed(statement.consequence) ?? governed(statement.alternative);
    case 'loop':
    case 'switch':
      return governed(statement.body);
    case 'configured':
      return findIn(statement.branches.flat(), range, { among: true });
    // What a label stands before is left alone: it would have to move.
    case 'label':
    case 'expression':
    case 'declaration':
    case 'return':
    case 'goto':
    case 'break':
    case 'continue':
    case 'unknown':
      return undefined;
  }
}
