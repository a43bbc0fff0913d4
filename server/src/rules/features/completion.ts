// What may be typed at the cursor. The words before it, read as iptables would read them, say whether that is an
// option or the value of one.
import type { CompletionItem, Position } from 'vscode-languageserver-types';
import type { RuleSnapshot } from '../snapshot';
import { parseRule } from '../syntax/rule-parser';
import type { OptionNode, RuleLine, Span } from '../syntax/tree';
import { completeLine } from './complete-line';
import { completeOptions } from './complete-options';
import { completeValue } from './complete-value';
import { nodeOfLine, shadowedAt } from '../snapshot';

/** Where in the line the completion happens, and what it replaces. */
export interface CompletionContext {
  readonly snapshot: RuleSnapshot;
  readonly position: Position;
  /** The line up to the word being typed. */
  readonly before: RuleLine;
  /** The whole line, with what stands behind the cursor. */
  readonly whole: RuleLine | undefined;
  /** What has been typed of the word. */
  readonly typed: string;
  /** The word, the part behind the cursor included. */
  readonly word: Span;
}

export function completions(snapshot: RuleSnapshot, position: Position): CompletionItem[] {
  const text = snapshot.sources[position.line]?.text ?? '';
  const head = text.slice(0, position.character);
  if (head.startsWith('#') || isInQuotes(head)) return [];
  if (/^[*:]/.test(head) || head.trim() === '' || /^[A-Z]+$/.test(head)) {
    return completeLine(snapshot, position, head);
  }
  const context = contextAt(snapshot, position, text, head);
  const open = openOption(context.before);
  if (open) return completeValue(context, open.option, open.index);
  return completeOptions(context);
}

function contextAt(
  snapshot: RuleSnapshot,
  position: Position,
  text: string,
  head: string,
): CompletionContext {
  const start = head.length - (/[^ \t]*$/.exec(head)?.[0].length ?? 0);
  const end = position.character + (/^[^ \t]*/.exec(text.slice(position.character))?.[0].length ?? 0);
  const before = parseRule(
    { text: text.slice(0, start), ending: '' },
    snapshot.grammar,
    shadowedAt(snapshot.shadowings, position.line),
  );
  const node = nodeOfLine(snapshot, position.line);
  return {
    snapshot,
    position,
    before,
    whole: node?.kind === 'rule' ? node : undefined,
    typed: text.slice(start, position.character),
    word: { start, end },
  };
}

/** The option whose value the cursor is at: the last one, when the parser misses a value of it. */
function openOption(before: RuleLine): { option: OptionNode; index: number } | undefined {
  const option = before.options.at(-1);
  const lastWord = before.words.at(-1);
  if (!option || !lastWord) return undefined;
  const lacks = before.problems.some(
    ({ code, start }) => code === 'missing-value' && start === option.word.start,
  );
  const isLast = (option.values.at(-1) ?? option.word) === lastWord;
  const mayHaveMore = !option.owner && option.fact.optionalValue === true && option.values.length === 0;
  return isLast && (lacks || mayHaveMore) ? { option, index: option.values.length } : undefined;
}

/** Quotes open where their number is odd, leaving aside those that are escaped within. */
function isInQuotes(head: string): boolean {
  let open = false;
  for (let at = 0; at < head.length; at += 1) {
    const letter = head.charAt(at);
    if (open && letter === '\\') at += 1;
    else if (letter === '"') open = !open;
  }
  return open;
}
