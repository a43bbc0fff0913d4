// Completion in C: the fields of a struct that describes an extension, and the values that have names. All other C is
// clangd's.
import { CompletionItemKind, InsertTextFormat, MarkupKind } from 'vscode-languageserver-types';
import type { CompletionItem } from 'vscode-languageserver-types';
import { fieldsOf } from '../facts/initializer-fields';
import type { FieldFact } from '../facts/initializer-fields';
import { valuesOf } from '../facts/initializer-values';
import { initializerAt } from './initializer';
import type { InitializerPlace } from './initializer';
import type { Place } from './text-place';

export interface CompletionAbilities {
  /** Whether the editor takes placeholders. */
  readonly snippets: boolean;
}

export function completeSource(place: Place, abilities: CompletionAbilities): CompletionItem[] {
  const initializer = initializerAt(place);
  if (!initializer) return [];
  return initializer.field === undefined
    ? completeFields(initializer, abilities)
    : completeValues(initializer, initializer.field);
}

function completeFields({ struct, given, typed }: InitializerPlace, { snippets }: CompletionAbilities) {
  return fieldsOf(struct)
    .filter(({ name }) => !given.has(name))
    .map((fact, index): CompletionItem => {
      const value = snippets ? fact.value : '';
      return {
        label: `.${fact.name}`,
        kind: CompletionItemKind.Field,
        documentation: { kind: MarkupKind.Markdown, value: explainField(fact) },
        filterText: `.${fact.name}`,
        sortText: String(index).padStart(2, '0'),
        insertTextFormat: snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
        textEdit: { range: typed, newText: snippets ? `.${fact.name} = ${value},` : `.${fact.name} = ` },
      };
    });
}

/** What a field is for, and since when there is one. */
export function explainField({ explanation, since }: FieldFact): string {
  return since === undefined ? explanation : `${explanation} Since ${since}.`;
}

function completeValues({ struct, typed }: InitializerPlace, field: string): CompletionItem[] {
  return valuesOf(struct, field).map(({ text, explanation }, index): CompletionItem => ({
    label: text,
    kind: CompletionItemKind.EnumMember,
    documentation: { kind: MarkupKind.Markdown, value: explanation },
    sortText: String(index).padStart(2, '0'),
    textEdit: { range: typed, newText: text },
  }));
}
