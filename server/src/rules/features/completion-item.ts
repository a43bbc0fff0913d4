// Completion items: one shape for all, replacing just the part of the line that is being typed. What an item explains is
// left out until the editor asks for it: hundreds of explanations are much to send with every letter.
import { InsertTextFormat, MarkupKind } from 'vscode-languageserver-types';
import type { CompletionItem, CompletionItemKind, CompletionList } from 'vscode-languageserver-types';
import type { Catalog } from '../facts/catalog';
import type { Family } from '../facts/fact';
import { coreByName } from '../syntax/grammar';
import type { RuleSnapshot } from '../snapshot';
import type { Span } from '../syntax/tree';
import { rangeOf } from './cursor';
import { explainExtension, explainOption } from './explain';
import { plainText } from './snippet';

/** What the editor can do with an item. */
export interface CompletionClient {
  /** It knows placeholders. */
  readonly snippets: boolean;
}

export interface Suggestion {
  readonly label: string;
  readonly kind: CompletionItemKind;
  /** What is inserted, when it is not the label. */
  readonly text?: string;
  /** The same with placeholders; `text` is made of it for editors that know none. */
  readonly snippet?: string;
  /** Short, shown beside the label. */
  readonly detail?: string;
  /** Markdown, or what it is made of once somebody looks. */
  readonly documentation?: string | Subject;
  /** Smaller comes first; 5 when left out. */
  readonly rank?: number;
  /** Letters that take the item and are typed behind it. */
  readonly commitCharacters?: readonly string[];
}

/** An extension, one of its options, or an option of iptables itself. */
export interface Subject {
  readonly extension?: { readonly kind: 'match' | 'target'; readonly name: string };
  readonly option?: string;
}

/** Suggestions that replace the same part of the line. */
export interface Suggestions {
  readonly items: readonly Suggestion[];
  readonly replaced: Span;
  /** There are more than these: to be asked for again with the next letter. */
  readonly isIncomplete?: boolean;
}

export function toList(
  parts: readonly Suggestions[],
  snapshot: RuleSnapshot,
  line: number,
  client: CompletionClient,
): CompletionList {
  const { family, version } = snapshot.settings.profile;
  return {
    isIncomplete: parts.some((part) => part.isIncomplete),
    items: parts.flatMap(({ items, replaced }) =>
      items.map((suggestion, order) => ({
        ...toItem(suggestion, order, client),
        textEdit: { range: rangeOf(line, replaced), newText: textOf(suggestion, client) },
        ...(typeof suggestion.documentation === 'object' && {
          data: { family, version, ...suggestion.documentation } satisfies ItemData,
        }),
      })),
    ),
  };
}

function toItem(suggestion: Suggestion, order: number, client: CompletionClient): CompletionItem {
  const { label, kind, detail, documentation, commitCharacters, rank = 5 } = suggestion;
  return {
    label,
    kind,
    // What the user typed begins with dashes, which editors would not take for a part of a word.
    filterText: label,
    sortText: `${rank}${String(order).padStart(4, '0')}`,
    // Editors show `detail` for the selected item only, and the description beside each: options of several
    // extensions have the same name, such as --mark.
    ...(detail !== undefined && { detail, labelDetails: { description: detail } }),
    ...(typeof documentation === 'string' && { documentation: markdown(documentation) }),
    ...(suggestion.snippet !== undefined &&
      client.snippets && { insertTextFormat: InsertTextFormat.Snippet }),
    ...(commitCharacters && { commitCharacters: [...commitCharacters] }),
  };
}

function textOf({ label, text, snippet }: Suggestion, { snippets }: CompletionClient): string {
  if (snippet === undefined) return text ?? label;
  return snippets ? snippet : plainText(snippet);
}

/** What an item says of itself until it is resolved. */
interface ItemData extends Subject {
  readonly family: Family;
  readonly version: string;
}

/** The item with its explanation, once the editor wants to show it. */
export function resolveCompletion(catalog: Catalog, item: CompletionItem): CompletionItem {
  if (item.data === undefined) return item;
  const data = item.data as ItemData;
  const text = data.extension ? aboutExtension(catalog, data.extension, data) : aboutCore(data.option);
  return text === undefined ? item : { ...item, documentation: markdown(text) };
}

function aboutExtension(
  catalog: Catalog,
  { kind, name }: NonNullable<Subject['extension']>,
  { family, version, option }: ItemData,
): string | undefined {
  const extension = catalog.ofVersion(version)[kind](name, family);
  if (!extension || option === undefined) return extension && explainExtension(extension);
  const fact = extension.options.find((candidate) => candidate.name === option);
  return fact && explainOption(fact, extension);
}

function aboutCore(option: string | undefined): string | undefined {
  const fact = option === undefined ? undefined : coreByName.get(option);
  return fact && explainOption(fact);
}

function markdown(value: string) {
  return { kind: MarkupKind.Markdown, value };
}
