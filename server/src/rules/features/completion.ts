// What may be typed at the cursor. The words before it, read as iptables would read them, say whether that is an
// option or the value of one.
import type { CompletionList, Position } from 'vscode-languageserver-types';
import type { RuleSnapshot } from '../snapshot';
import { completeLine } from './complete-line';
import { completeOptions } from './complete-options';
import { completeValue } from './complete-value';
import { contextAt, openOption } from './completion-context';
import { toList } from './completion-item';
import type { CompletionClient } from './completion-item';

export function completions(
  snapshot: RuleSnapshot,
  position: Position,
  client: CompletionClient = { snippets: false },
): CompletionList {
  const text = snapshot.lines.textAt(position.line);
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
