// text → which lines are compiled under which conditions. The lines of the preprocessor are read from the text, not from the
// tree: conditionals may cut through statements and initializers, where the grammar has no place for them.

/** A condition of `#if`, `#ifdef` or `#elif` and whether it must hold. */
export interface Condition {
  /** As an expression: `#ifdef FOO` is `defined(FOO)`. */
  readonly expression: string;
  readonly holds: boolean;
}

/** Lines between two directives of one conditional. */
export interface Branch {
  /** Zero-based; the lines of the directives themselves are left out. */
  readonly firstLine: number;
  readonly lastLine: number;
  /** Those of this conditional alone; the branches around it have theirs. */
  readonly conditions: readonly Condition[];
}

interface OpenConditional {
  /** Conditions of the branches before. */
  readonly earlier: string[];
  expression: string;
  firstLine: number;
}

/** Every branch of a text, in the order they end. */
export function readBranches(text: string): Branch[] {
  const branches: Branch[] = [];
  const open: OpenConditional[] = [];
  const close = (conditional: OpenConditional, lastLine: number) => {
    const { earlier, expression, firstLine } = conditional;
    const conditions = earlier.map((condition): Condition => ({ expression: condition, holds: false }));
    if (expression !== '') conditions.push({ expression, holds: true });
    branches.push({ firstLine, lastLine, conditions });
  };
  for (const { word, rest, line, nextLine } of directivesOf(text)) {
    if (word.startsWith('if')) {
      open.push({ earlier: [], expression: expressionOf(word, rest), firstLine: nextLine });
      continue;
    }
    const innermost = open.at(-1);
    if (!innermost) continue;
    close(innermost, line - 1);
    if (word === 'endif') {
      open.pop();
      continue;
    }
    innermost.earlier.push(innermost.expression);
    innermost.expression = word === 'else' ? '' : expressionOf(word.slice('el'.length), rest);
    innermost.firstLine = nextLine;
  }
  return branches;
}

/** The lines that conditionals themselves are written on, with their continuations. */
export function directiveLines(text: string): ReadonlySet<number> {
  const lines = new Set<number>();
  for (const { line, nextLine } of directivesOf(text)) {
    for (let index = line; index < nextLine; index++) lines.add(index);
  }
  return lines;
}

/** The conditions under which a line is compiled. */
export function conditionsAt(branches: readonly Branch[], line: number): Condition[] {
  return branches.flatMap(({ firstLine, lastLine, conditions }) =>
    firstLine <= line && line <= lastLine ? conditions : [],
  );
}

function expressionOf(word: string, rest: string): string {
  if (word === 'ifdef') return `defined(${rest})`;
  return word === 'ifndef' ? `!defined(${rest})` : rest;
}

interface Directive {
  readonly word: string;
  readonly rest: string;
  readonly line: number;
  /** The line after it and its continuations. */
  readonly nextLine: number;
}

const directive = /^[ \t]*#[ \t]*(if|ifdef|ifndef|elif|elifdef|elifndef|else|endif)\b(.*)$/;
const commentOrString = /\/\*[\s\S]*?(?:\*\/|$)|\/\/.*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g;

function* directivesOf(text: string): Generator<Directive> {
  if (!text.includes('#')) return;
  // Comments go, their line breaks stay, so that a directive within one is none and lines keep their numbers.
  const lines = text
    .replace(commentOrString, (found) => (found.startsWith('/*') ? found.replace(/[^\n]+/g, ' ') : found))
    .split('\n');
  for (let index = 0; index < lines.length; index++) {
    const line = index;
    const [, word, start] = directive.exec(lines[index]?.replace(/\r$/, '') ?? '') ?? [];
    if (word === undefined || start === undefined) continue;
    let rest = start.replace(/\/\/.*/, '');
    while (/\\\s*$/.test(rest)) {
      rest = rest.replace(/\\\s*$/, ' ') + (lines[++index]?.replace(/\/\/.*/, '') ?? '');
    }
    yield { word, rest: rest.trim(), line, nextLine: index + 1 };
  }
}
