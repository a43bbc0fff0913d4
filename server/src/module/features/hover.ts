// Hover in C: on a field of an extension's description what it means and what it is set to, on a name of the kernel's
// netfilter or of libxtables what it does, since when, and from where it may be called.
import { MarkupKind } from 'vscode-languageserver-protocol';
import type { Hover, Position, Range } from 'vscode-languageserver-protocol';
import { apiName } from '../facts/api-names';
import type { ApiName, CallContext } from '../facts/api-names';
import { fieldFact } from '../facts/initializer-fields';
import type { DescribedStruct, FieldFact } from '../facts/initializer-fields';
import { namedValues } from '../facts/initializer-values';
import { evaluate } from '../model/evaluate';
import { contains } from '../model/nodes';
import type { Registration, RegistrationField } from '../model/registrations';
import type { Scope } from '../model/scope';
import type { SourceModel } from '../model/source';
import { explainField } from './completion';
import { initializerAt } from './initializer';
import { wordAt } from './text-place';

export function hoverModule(source: SourceModel, scope: Scope, position: Position): Hover | undefined {
  return hoverField(source, scope, position) ?? hoverName(source, position);
}

function hoverField(source: SourceModel, scope: Scope, position: Position): Hover | undefined {
  for (const registration of source.registrations) {
    const field = [...registration.fields.values()].find(({ nameRange }) => contains(nameRange, position));
    const fact = field && fieldFact(structOf(registration), field.name);
    if (field && fact) return describeField(fact, field.nameRange, describeSize(field, scope));
  }
  return hoverOptionField(source, position);
}

/** The rows of option tables keep no place of their fields, so these are read from the text. */
function hoverOptionField({ text }: SourceModel, position: Position): Hover | undefined {
  const word = wordAt({ text, position });
  const place = word && initializerAt({ text, position: word.range.end });
  if (place?.struct !== 'xt_option_entry' || place.field !== undefined) return undefined;
  const fact = fieldFact(place.struct, word?.word ?? '');
  return word && fact && describeField(fact, word.range, undefined);
}

function structOf({ side, kind }: Registration): DescribedStruct {
  return side === 'kernel' ? `xt_${kind}` : `xtables_${kind}`;
}

function describeField(fact: FieldFact, range: Range, value: string | undefined): Hover {
  return markdown([`\`.${fact.name}\``, explainField(fact), ...(value === undefined ? [] : [value])], range);
}

const sizes = new Set(['targetsize', 'matchsize', 'usersize', 'size', 'userspacesize']);

/** `Here: 8 bytes, 4 for 32-bit callers.` */
function describeSize({ name, value }: RegistrationField, scope: Scope): string | undefined {
  if (!sizes.has(name)) return undefined;
  const wide = evaluate(value, scope, 'lp64');
  const narrow = evaluate(value, scope, 'ilp32');
  if (wide === undefined) return undefined;
  return narrow === undefined || narrow === wide
    ? `Here: ${wide} bytes.`
    : `Here: ${wide} bytes, ${narrow} on 32-bit machines.`;
}

const contexts: Readonly<Record<CallContext, string | undefined>> = {
  anywhere: undefined,
  packet: 'For targets and matches: it does not sleep.',
  sleeping: 'May sleep: for `checkentry`, `destroy`, init and exit, never for a target or match.',
  userspace: 'For the userspace half.',
};

function hoverName({ text }: SourceModel, position: Position): Hover | undefined {
  const place = wordAt({ text, position });
  if (!place) return undefined;
  const { word, range } = place;
  const api = apiName(word);
  if (api) return markdown(describeName(api), range);
  const value = namedValues.get(word);
  return value === undefined ? undefined : markdown([`\`${word}\``, value], range);
}

function describeName({ form, explanation, context, since, until, source }: ApiName): string[] {
  const versions = [
    ...(since === undefined ? [] : [`since ${since}`]),
    ...(until === undefined ? [] : [`up to ${until}`]),
  ].join(', ');
  const known = versions === '' ? undefined : `${versions.charAt(0).toUpperCase()}${versions.slice(1)}.`;
  const place = [known, contexts[context]].filter((sentence) => sentence !== undefined).join(' ');
  return [`\`${form}\``, explanation, ...(place === '' ? [] : [place]), `*${source}*`];
}

/** A hover of paragraphs. */
export function markdown(paragraphs: readonly string[], range: Range): Hover {
  return { contents: { kind: MarkupKind.Markdown, value: paragraphs.join('\n\n') }, range };
}
