// The text of a kernel header → what it declares, as far as a use can be judged by it: functions and macros with their
// parameters, the members of structs, the headers it includes. Read by a scan of the characters outside of all braces,
// which no annotation, macro or compiler extension can throw off; a parser for all of C costs ten times as much.
import { readBranches } from '../model/configurations/conditionals';
import type { Condition } from '../model/configurations/conditionals';

export interface Declaration {
  /** `macro` has parameters, `alias` has none: `#define del_timer timer_delete`. */
  readonly kind: 'prototype' | 'inline' | 'macro' | 'alias';
  /** As they are written; of macros their names. */
  readonly parameters: readonly string[];
  readonly variadic: boolean;
}

export interface Header {
  /** Those in quotes, which may lie beside the header, begin with `./`. */
  readonly includes: readonly string[];
  readonly declarations: ReadonlyMap<string, readonly Declaration[]>;
  /** By `struct name`: the words that its definition is made of, names of members among them. */
  readonly structs: ReadonlyMap<string, ReadonlySet<string>>;
  /** Those of the watched words that stand anywhere in it. */
  readonly words: ReadonlySet<string>;
}

/** What of a header is worth keeping beyond its functions. */
export interface Watched {
  readonly words: ReadonlySet<string>;
  readonly structs: ReadonlySet<string>;
}

export function readHeader(text: string, watched: Watched): Header {
  const code = withoutComments(withoutPrograms(text));
  const declarations = new Map<string, Declaration[]>();
  const add = (name: string, declaration: Declaration) => {
    const known = declarations.get(name);
    if (known) known.push(declaration);
    else declarations.set(name, [declaration]);
  };
  for (const [, name = '', list] of code.matchAll(/^[ \t]*#[ \t]*define[ \t]+(\w+)(?:\(([^)]*)\))?/gm)) {
    add(name, macro(list));
  }
  readFunctions(code.replace(/^[ \t]*#(?:\\\r?\n|[^\n])*/gm, ''), add);
  return {
    includes: [...code.matchAll(/^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]/gm)].map(
      ([, bracket, path = '']) => (bracket === '"' ? `./${path}` : path),
    ),
    declarations,
    structs: readStructs(code, watched.structs),
    words: new Set([...watched.words].filter((word) => code.includes(word))),
  };
}

/** Without what only programs see, in headers that they share with the kernel. */
function withoutPrograms(text: string): string {
  if (!text.includes('__KERNEL__')) return text;
  const branches = readBranches(text).filter(({ conditions }) => conditions.some(isOfPrograms));
  const lines = text.split('\n').map((line, index) => {
    const isLeftOut = branches.some(({ firstLine, lastLine }) => firstLine <= index && index <= lastLine);
    return isLeftOut ? '' : line;
  });
  return lines.join('\n');
}

function isOfPrograms({ expression, holds }: Condition): boolean {
  return (holds ? /^!\s*defined\s*\(?\s*__KERNEL__\b/ : /^defined\s*\(?\s*__KERNEL__\b/).test(expression);
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:\\.|[^"\\\n])*"/g, (found) =>
    found.startsWith('"') ? found : ' ',
  );
}

function macro(list: string | undefined): Declaration {
  if (list === undefined) return { kind: 'alias', parameters: [], variadic: true };
  const parameters = list
    .replaceAll('\\\n', ' ')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return { kind: 'macro', parameters, variadic: parameters.at(-1)?.endsWith('...') === true };
}

/** Names before parentheses outside of all braces: prototypes, and definitions, which have a body behind them. */
function readFunctions(code: string, add: (name: string, declaration: Declaration) => void): void {
  const interesting = /[{}]|\b([A-Za-z_]\w*)\s*\(/g;
  let depth = 0;
  for (let found = interesting.exec(code); found; found = interesting.exec(code)) {
    if (found[0] === '{') depth++;
    if (found[0] === '}') depth = Math.max(0, depth - 1);
    const name = found[1];
    if (name === undefined || depth > 0) continue;
    const end = endOfList(code, interesting.lastIndex);
    if (!isAttribute(name)) {
      const parameters = splitList(code.slice(interesting.lastIndex, end)).filter(isParameter);
      const kind = isDefined(code, found.index, end + 1) ? 'inline' : 'prototype';
      add(name, { kind, parameters, variadic: parameters.at(-1) === '...' });
    }
    interesting.lastIndex = end + 1;
  }
}

/** Annotations take arguments too, and never stand for a function. */
function isAttribute(name: string): boolean {
  return /^(?:__attribute__|__printf|__aligned|__acquires|__releases|__must_hold|typeof|__typeof__)$/.test(
    name,
  );
}

function isParameter(text: string): boolean {
  return text !== '' && text !== 'void';
}

/**
 * Whether a function has its body in the header: behind its parameters, where only annotations and line breaks come between,
 * or somewhere else, when it is declared `static` first.
 */
function isDefined(code: string, name: number, after: number): boolean {
  if (/^[\w\s]*(?:\([^()]*\)\s*)?\{/.test(code.slice(after, after + 200))) return true;
  const before = code.slice(Math.max(0, name - 120), name);
  return /\bstatic\b[^;}]*$/.test(before);
}

/** Where the parenthesis closes that was opened before `from`. */
function endOfList(code: string, from: number): number {
  let depth = 1;
  for (let at = from; at < code.length; at++) {
    const character = code.charAt(at);
    if (character === '(') depth++;
    if (character === ')' && --depth === 0) return at;
  }
  return code.length;
}

function splitList(list: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < list.length; at++) {
    const character = list.charAt(at);
    if ('([{'.includes(character)) depth++;
    if (')]}'.includes(character)) depth--;
    if (character !== ',' || depth > 0) continue;
    parts.push(list.slice(start, at));
    start = at + 1;
  }
  return [...parts, list.slice(start)].map((part) => part.replace(/\s+/g, ' ').trim());
}

function readStructs(code: string, wanted: ReadonlySet<string>): ReadonlyMap<string, ReadonlySet<string>> {
  const structs = new Map<string, ReadonlySet<string>>();
  for (const found of code.matchAll(/\b(struct\s+\w+)\s*\{/g)) {
    const name = (found[1] ?? '').replace(/\s+/, ' ');
    if (!wanted.has(name)) continue;
    const body = code.slice(found.index, endOfBody(code, found.index + found[0].length));
    structs.set(name, new Set([...(structs.get(name) ?? []), ...(body.match(/[A-Za-z_]\w*/g) ?? [])]));
  }
  return structs;
}

function endOfBody(code: string, from: number): number {
  let depth = 1;
  for (let at = from; at < code.length; at++) {
    const character = code.charAt(at);
    if (character === '{') depth++;
    if (character === '}' && --depth === 0) return at;
  }
  return code.length;
}
