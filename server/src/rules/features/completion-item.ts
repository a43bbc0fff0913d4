// Completion items: one shape for all, replacing just the part of the line that is being typed.
import { MarkupKind } from 'vscode-languageserver-types';
import type { CompletionItem, CompletionItemKind } from 'vscode-languageserver-types';
import type { Span } from '../syntax/tree';
import { rangeOf } from './cursor';

export interface Suggestion {
  readonly label: string;
  readonly kind: CompletionItemKind;
  /** What is inserted, when it is not the label. */
  readonly text?: string;
  /** Short, shown beside the label. */
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  /** Smaller comes first; 5 when left out. */
  readonly rank?: number;
}

export function toItem(suggestion: Suggestion, line: number, replaced: Span, order: number): CompletionItem {
  const { label, kind, text = label, detail, documentation, rank = 5 } = suggestion;
  return {
    label,
    kind,
    // What the user typed begins with dashes, which editors would not take for a part of a word.
    filterText: label,
    sortText: `${rank}${String(order).padStart(4, '0')}`,
    textEdit: { range: rangeOf(line, replaced), newText: text },
    // Editors show `detail` for the selected item only, and the description beside each: options of several
    // extensions have the same name, such as --mark.
    ...(detail !== undefined && { detail, labelDetails: { description: detail } }),
    ...(documentation !== undefined && {
      documentation: { kind: MarkupKind.Markdown, value: documentation },
    }),
  };
}

export function toItems(suggestions: readonly Suggestion[], line: number, replaced: Span): CompletionItem[] {
  return suggestions.map((suggestion, order) => toItem(suggestion, line, replaced, order));
}
