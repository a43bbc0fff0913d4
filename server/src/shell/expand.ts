// Nodes of the tree → words, as the shell expands them: quotes taken off, variables of known value put in and split at
// blanks. What cannot be known stays in the word as an unknown part.
import type { Node } from 'web-tree-sitter';
import type { Variables } from './variables';
import type { LiteralPart, Span, ShellWord, WordPart } from './word';

/** A part of a word before it is known where words end. */
type Piece = WordPart & {
  /** Blanks in it part no words. */
  readonly isQuoted: boolean;
  /** Of an unknown part: that it may be several words, or none. */
  readonly isOpen: boolean;
};

/** Values of variables that hold variables are followed so far. */
const deepest = 8;

export class Expander {
  constructor(private readonly variables: Variables) {}

  /** The words that one argument of a command amounts to. */
  words(node: Node): ShellWord[] {
    const span = spanOf(node);
    const pieces = this.pieces(node, false, 0);
    if (hasBraces(pieces)) return [{ ...span, parts: [unknown(span, undefined)], isOpen: true }];
    return splitPieces(pieces, span);
  }

  /** The text of a here-document, whose blanks and lines stay as they are. */
  hereDocument(body: Node, text: string, isLiteral: boolean): WordPart[] {
    if (isLiteral) return [literal(text, body.startIndex, body.startIndex + text.length)];
    return this.between(body, body.startIndex, body.endIndex, '$`\\', 0);
  }

  private pieces(node: Node, isQuoted: boolean, depth: number): Piece[] {
    const span = spanOf(node);
    switch (node.type) {
      case 'word':
      case 'number':
      case 'variable_name':
      case 'test_operator':
        return unescaped(node.text, span.start, undefined).map((part) => ({
          ...part,
          isQuoted: isQuoted || (part.kind === 'literal' && !part.isCopy),
          isOpen: false,
        }));
      case 'raw_string':
        return [quoted(literal(node.text.slice(1, -1), span.start + 1, span.end - 1))];
      case 'string':
        return this.string(node, depth);
      case 'ansi_c_string':
        return [
          node.text.includes('\\')
            ? quoted(unknown(span, undefined))
            : quoted(literal(node.text.slice(2, -1), span.start + 2, span.end - 1)),
        ];
      case 'concatenation':
      case 'command_name':
        return node.children.flatMap((child) => (child ? this.pieces(child, isQuoted, depth) : []));
      case 'simple_expansion':
      case 'expansion':
        return this.variable(node, isQuoted, depth);
      case 'arithmetic_expansion':
      case 'translated_string':
      case 'process_substitution':
        return [quoted(unknown(span, undefined))];
      default:
        return [{ ...unknown(span, undefined), isQuoted, isOpen: !isQuoted }];
    }
  }

  private string(node: Node, depth: number): Piece[] {
    const { start, end } = spanOf(node);
    const pieces = this.between(node, start + 1, end - 1, '$`"\\', depth).map(quoted);
    // An empty string is a word all the same.
    return pieces.length > 0 ? pieces : [quoted(literal('', start + 1, end - 1))];
  }

  /** Text with expansions in it, of which the tree has the expansions, and not always the text. */
  private between(node: Node, start: number, end: number, escapes: string, depth: number): Piece[] {
    const found: Piece[] = [];
    let at = start;
    const addText = (to: number) => {
      const text = node.text.slice(at - node.startIndex, to - node.startIndex);
      found.push(...withOverlooked(text, at, escapes).map(quoted));
    };
    for (const child of node.children) {
      if (!child || !expansions.has(child.type)) continue;
      addText(child.startIndex);
      found.push(...this.pieces(child, true, depth));
      at = child.endIndex;
    }
    addText(end);
    return found;
  }

  private variable(node: Node, isQuoted: boolean, depth: number): Piece[] {
    const span = spanOf(node);
    const name = /^\$(?:\{(\w+)\}|(\w+))$/.exec(node.text)?.slice(1).find(Boolean);
    // "$@" and "${list[@]}" are several words even in quotes.
    const isList = /^\$\{?(?:@|\*|\w+\[[@*]\])/.test(node.text);
    const known = name === undefined ? undefined : this.variables.find(name, node);
    if (name === undefined || known?.kind !== 'value' || depth >= deepest) {
      const isName = name !== undefined && /^[A-Za-z_]/.test(name);
      return [{ ...unknown(span, isName ? name : undefined), isQuoted, isOpen: isList || !isQuoted }];
    }
    if (!known.node) {
      return [{ ...literal('', span.start, span.end), isCopy: false, isQuoted, isOpen: false }];
    }
    return this.pieces(known.node, false, depth + 1).map((piece) => ({
      ...piece,
      ...span,
      ...(piece.kind === 'literal' && { isCopy: false, ...originOf(piece, name) }),
      isQuoted,
      isOpen: piece.kind === 'unknown' && !isQuoted,
    }));
  }
}

const expansions = new Set([
  'simple_expansion',
  'expansion',
  'command_substitution',
  'arithmetic_expansion',
  'process_substitution',
]);

/** Words end at blanks outside of quotes: such blanks come from variables alone. */
function splitPieces(pieces: readonly Piece[], span: Span): ShellWord[] {
  const words: ShellWord[] = [];
  let parts: WordPart[] = [];
  let isOpen = false;
  let isThere = false;
  const end = () => {
    const [first] = parts;
    const last = parts.at(-1);
    if (isThere) words.push({ start: first?.start ?? span.start, end: last?.end ?? span.end, parts, isOpen });
    parts = [];
    isOpen = false;
    isThere = false;
  };
  for (const { isQuoted, isOpen: opens, ...part } of pieces) {
    if (part.kind === 'unknown' || isQuoted || part.isCopy) {
      parts.push(part);
      isOpen ||= opens;
      isThere = true;
      continue;
    }
    const { origin, ...value } = part;
    part.text.split(/([ \t\n]+)/).forEach((text, index) => {
      if (index % 2 === 1) end();
      else if (text !== '') {
        parts.push({ ...value, text, ...(origin && text === part.text && { origin }) });
        isThere = true;
      }
    });
  }
  end();
  const [only] = words;
  // Quotes that stand around the word belong to it.
  return only && words.length === 1 ? [{ ...only, ...span }] : words;
}

/** `{80,443}` and `{1..3}` are several words. */
function hasBraces(pieces: readonly Piece[]): boolean {
  const bare = pieces
    .map((piece) => (piece.kind === 'literal' && !piece.isQuoted ? piece.text : ''))
    .join('');
  return /\{[^{}]*(?:,|\.\.)[^{}]*\}/.test(bare);
}

/** Of a piece of a variable's value: of one that has it from another variable, where that one is given it. */
function originOf(
  { isCopy, origin, start, end }: LiteralPart,
  variable: string,
): Pick<LiteralPart, 'origin'> {
  if (origin) return { origin };
  return isCopy ? { origin: { variable, start, end } } : {};
}

/** What expands in a here-document, and is text to the grammar; not so behind a backslash. */
const overlooked = /\\[^]|\$[\d@*#?$!-]|`(?:\\[^]|[^`\\])*`/g;

function withOverlooked(text: string, start: number, escapes: string): WordPart[] {
  const parts: WordPart[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(overlooked)) {
    if (found.startsWith('\\')) continue;
    const span = { start: start + index, end: start + index + found.length };
    parts.push(...unescaped(text.slice(from, index), start + from, escapes), unknown(span, undefined));
    from = index + found.length;
  }
  return [...parts, ...unescaped(text.slice(from), start + from, escapes)];
}

/** Backslashes taken off; `escapes` are the only characters they stand before, anything when left out. */
function unescaped(text: string, start: number, escapes: string | undefined): WordPart[] {
  const parts: WordPart[] = [];
  let from = 0;
  for (let at = text.indexOf('\\'); at >= 0 && at + 1 < text.length; at = text.indexOf('\\', at)) {
    const next = text.charAt(at + 1);
    if (escapes !== undefined && next !== '\n' && !escapes.includes(next)) {
      at += 1;
      continue;
    }
    if (at > from) parts.push(literal(text.slice(from, at), start + from, start + at));
    const span = { start: start + at, end: start + at + 2 };
    if (next !== '\n') parts.push({ kind: 'literal', text: next, isCopy: false, ...span });
    at += 2;
    from = at;
  }
  if (from < text.length) parts.push(literal(text.slice(from), start + from, start + text.length));
  return parts;
}

function literal(text: string, start: number, end: number): WordPart & { kind: 'literal' } {
  return { kind: 'literal', text, start, end, isCopy: true };
}

function unknown({ start, end }: Span, name: string | undefined): WordPart & { kind: 'unknown' } {
  return { kind: 'unknown', name, start, end };
}

function quoted(part: WordPart): Piece {
  return { ...part, isQuoted: true, isOpen: false };
}

function spanOf({ startIndex, endIndex }: Node): Span {
  return { start: startIndex, end: endIndex };
}
