// The form of the value that is being typed, with the argument at the cursor marked: `--tcp-flags mask set`.
import { MarkupKind } from 'vscode-languageserver-types';
import type { ParameterInformation, Position, SignatureHelp } from 'vscode-languageserver-types';
import type { CoreOptionFact } from '../facts/core-options';
import type { OptionFact } from '../facts/fact';
import { formsOf } from '../model/values/forms';
import type { ArgumentForm } from '../model/values/forms';
import type { RuleSnapshot } from '../snapshot';
import { contextAt, openOption } from './completion-context';
import { explainUse, paragraphs, usualName } from './explain';

export function signatureHelp(snapshot: RuleSnapshot, position: Position): SignatureHelp | undefined {
  const text = snapshot.lines.textAt(position.line);
  if (/^[#*:]/.test(text)) return undefined;
  const context = contextAt(snapshot, position);
  const open = context && openOption(context.before);
  if (!context || !open?.option.fact) return undefined;
  const { option, index, mayEnd } = open;
  if (mayEnd && context.typed.startsWith('-')) return undefined;
  const forms = formsOf(option.fact);
  if (forms.length === 0 || speaksForItself(option.fact, forms)) return undefined;
  return {
    signatures: [signatureOf(option.fact, forms)],
    activeSignature: 0,
    activeParameter: Math.min(index, forms.length - 1),
  };
}

/** What a lone chain, match or target looks like nobody needs to be told. */
function speaksForItself({ value }: OptionFact, forms: readonly ArgumentForm[]): boolean {
  return forms.length === 1 && (value === 'chain' || value === 'match' || value === 'target');
}

function signatureOf(fact: OptionFact | CoreOptionFact, forms: readonly ArgumentForm[]) {
  const name = 'letter' in fact && fact.letter !== '0' ? `-${fact.letter}` : `--${usualName(fact)}`;
  let label = name;
  const parameters: ParameterInformation[] = forms.map((form) => {
    const start = label.length + 1;
    label += ` ${form.label}`;
    return {
      label: [start, label.length],
      ...(form.explanation !== undefined && { documentation: markdown(form.explanation) }),
    };
  });
  return { label, parameters, documentation: markdown(paragraphs(fact.explanation, explainUse(fact))) };
}

function markdown(value: string) {
  return { kind: MarkupKind.Markdown, value };
}
