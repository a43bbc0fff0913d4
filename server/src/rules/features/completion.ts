// What may be typed at the cursor. The words before it, read as iptables would read them, say whether that is an
// option or the value of one.
import type { CompletionList, Position } from 'vscode-languageserver-types';
import type { RuleSnapshot } from '../snapshot';
import type { OptionNode, RuleLine } from '../syntax/tree';
import { completeLine } from './complete-line';
import { completeOptions } from './complete-options';
import { completeValue } from './complete-value';
import { contextAt } from './completion-context';
import { toList } from './completion-item';
import type { CompletionClient } from './completion-item';

export function completions(
  snapshot: RuleSnapshot,
  position: Position,
  client: CompletionClient = { snippets: false },
): CompletionList {
  const text = snapshot.sources[position.line]?.text ?? '';
  const head = text.slice(0, position.character);
  const nothing = { isIncomplete: false, items: [] };
  if (head.startsWith('#')) return nothing;
  if (/^[*:]/.test(head) || head.trim() === '' || /^[A-Za-z]+$/.test(head)) {
    return toList(completeLine(snapshot, position, head), snapshot, position.line, client);
  }
  const context = contextAt(snapshot, position);
  if (!context) return nothing;
  const open = openOption(context.before);
  const value = open && completeValue(context, open.option, open.index);
  // Where a value may be left out, an option may follow as well.
  const options =
    !open || (open.mayEnd && !context.typed.startsWith('"')) ? completeOptions(context) : undefined;
  const parts = [value, options].filter((part) => part !== undefined);
  return toList(parts, snapshot, position.line, client);
}

interface OpenOption {
  readonly option: OptionNode;
  /** Which of its values comes next. */
  readonly index: number;
  /** The value may be left out. */
  readonly mayEnd: boolean;
}

/** The option whose value the cursor is at: the last one, as long as it takes another. */
function openOption({ options, words, problems }: RuleLine): OpenOption | undefined {
  const option = options.at(-1);
  if (!option || (option.values.at(-1) ?? option.word) !== words.at(-1)) return undefined;
  const index = option.values.length;
  const lacks = problems.some(({ code, start }) => code === 'missing-value' && start === option.word.start);
  if (lacks) return { option, index, mayEnd: false };
  return mayTakeMore(option) ? { option, index, mayEnd: true } : undefined;
}

function mayTakeMore({ owner, fact, values, attached }: OptionNode): boolean {
  if (attached || !fact) return false;
  if (owner) return fact.optionalOperand === true && values.length === 0;
  const operands = fact.operands?.length ?? 0;
  return values.length < (fact.optionalValue ? Math.max(1, operands) : 1 + operands);
}
