// A line → its text again, token by token. Every character belongs to just one token: the words of a rule,
// the fields of a table or chain line, and the blanks between.
import type { SourceLine } from './source';
import type { LineNode, Span } from './tree';

export type TokenKind = 'blank' | 'comment' | 'sign' | 'counters' | 'word' | 'commit' | 'ending';

export interface Token extends Span {
  readonly kind: TokenKind;
  readonly text: string;
}

/** The tokens of one line, without gaps or overlaps; the line feed is the last. */
export function tokensOfLine(line: SourceLine, node: LineNode): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const push = (kind: TokenKind, start: number, end: number) => {
    if (end > start) tokens.push({ kind, start, end, text: line.text.slice(start, end) });
  };
  for (const { kind, start, end } of partsOf(line, node)) {
    push('blank', at, start);
    push(kind, start, end);
    at = end;
  }
  push('blank', at, line.text.length);
  const { length } = line.text;
  if (line.ending !== '') tokens.push({ kind: 'ending', start: length, end: length + 1, text: line.ending });
  return tokens;
}

interface Part extends Span {
  readonly kind: TokenKind;
}

function partsOf({ text }: SourceLine, node: LineNode): Part[] {
  switch (node.kind) {
    case 'blank':
      return [];
    case 'comment':
      return [{ kind: 'comment', start: 0, end: text.length }];
    case 'commit':
      return [{ kind: 'commit', start: 0, end: 'COMMIT'.length }];
    case 'table':
      return [{ kind: 'sign', start: 0, end: 1 }, ...words([node.name])];
    case 'chain':
      return [{ kind: 'sign', start: 0, end: 1 }, ...words([node.name, node.policy, node.counters])];
    case 'rule':
      return [
        ...(node.counters ? [{ kind: 'counters' as const, ...node.counters }] : []),
        ...words(node.words),
      ];
  }
}

function words(spans: readonly (Span | undefined)[]): Part[] {
  return spans.filter((span) => span !== undefined).map(({ start, end }) => ({ kind: 'word', start, end }));
}
