// Where in an initializer a position is: in which struct's, behind which field. It is read from the text and not from the
// tree, because what is being typed there is no C yet.
import type { Range } from 'vscode-languageserver-types';
import type { DescribedStruct } from '../facts/initializer-fields';
import { splitText } from '../split';
import type { Place } from './text-place';

export interface InitializerPlace {
  readonly struct: DescribedStruct;
  /** The field whose value the position is in; undefined where a field is to be named. */
  readonly field: string | undefined;
  /** Fields that this initializer sets already, wherever the position is among them. */
  readonly given: ReadonlySet<string>;
  /** The word up to the position, with its dot if it is a field's, or with its quotes. */
  readonly typed: Range;
}

/** The initializer of a struct that describes an extension, around a place; undefined elsewhere. */
export function initializerAt({ text, position }: Place): InitializerPlace | undefined {
  const piece = splitText(text).findLast(({ line }) => line <= position.line);
  if (!piece) return undefined;
  const cursor = offsetIn(piece.text, position.line - piece.line, position.character);
  const typed = /[."]?\w*$/.exec(piece.text.slice(0, cursor))?.[0] ?? '';
  const scan = scanBraces(piece.text, cursor - typed.length);
  if (!scan) return undefined;
  const { struct, open, before } = scan;
  const field = /\.(\w+)\s*=\s*[^,{}]*$/.exec(before)?.[1];
  if (field === undefined && !/(?:^|[{,])\s*$/.test(before)) return undefined;
  const closed = typed.startsWith('"') && piece.text.startsWith('"', cursor);
  const { line, character } = position;
  const range = {
    start: { line, character: character - typed.length },
    end: { line, character: closed ? character + 1 : character },
  };
  return { struct, field, given: fieldsFrom(piece.text, open), typed: range };
}

function offsetIn(text: string, line: number, character: number): number {
  let start = 0;
  for (let count = 0; count < line; count += 1) start = text.indexOf('\n', start) + 1;
  return start + character;
}

/** Comments and strings as one, and every other character. */
const tokens =
  /\/\*[^]*?(?:\*\/|$(?![^]))|\/\/[^\n]*|"(?:[^"\\\n]|\\[^])*"?|'(?:[^'\\\n]|\\[^])*'?|\w+|[^\w]/g;

const declaration =
  /\bstruct\s+(?<struct>xt_target|xt_match|xtables_target|xtables_match|xt_option_entry)\s+\w+\s*(?<array>\[[^\]]*\])?[\w\s()]*=\s*$/;

/** The braces around an offset: of which struct, where its own open, and the text from there, without comments. */
function scanBraces(text: string, offset: number) {
  const open: number[] = [];
  let written = '';
  let outer: { struct: DescribedStruct; depth: number } | undefined;
  let since = 0;
  for (const { 0: token, index } of text.matchAll(tokens)) {
    if (index >= offset) break;
    // A place within a comment or a string is in nobody's initializer.
    if (index + token.length > offset) return undefined;
    if (token === '{') {
      const groups = open.length === 0 ? declaration.exec(written)?.groups : undefined;
      if (groups) {
        outer = { struct: groups.struct as DescribedStruct, depth: groups.array === undefined ? 1 : 2 };
      }
      open.push(index);
      since = written.length + 1;
    } else if (token === '}') {
      open.pop();
      if (open.length === 0) outer = undefined;
    }
    written += /^\/[/*]/.test(token) ? ' ' : token;
  }
  const own = open.at(-1);
  if (!outer || own === undefined || open.length !== outer.depth) return undefined;
  return { struct: outer.struct, open: own, before: written.slice(since) };
}

/** The fields that stand between a brace and its other. */
function fieldsFrom(text: string, open: number): ReadonlySet<string> {
  const fields = new Set<string>();
  let depth = 0;
  let inside = '';
  for (const [token] of text.slice(open).matchAll(tokens)) {
    if (token === '{') depth += 1;
    if (token === '}') depth -= 1;
    if (depth === 0) break;
    if (depth === 1 && !/^["'/]./.test(token)) inside += token;
  }
  for (const [, field = ''] of inside.matchAll(/\.(\w+)\s*=/g)) fields.add(field);
  return fields;
}
