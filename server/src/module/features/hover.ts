// Hover in C: on a field of a registration what it means, and what it is set to.
import { MarkupKind } from 'vscode-languageserver-protocol';
import type { Hover, Position, Range } from 'vscode-languageserver-protocol';
import { evaluate } from '../model/evaluate';
import type { RegistrationField } from '../model/registrations';
import type { Scope } from '../model/scope';
import type { SourceModel } from '../model/source';
import { contains } from '../model/nodes';
import { registrationFields } from '../registration-fields';

export function hoverField(source: SourceModel, scope: Scope, position: Position): Hover | undefined {
  for (const registration of source.registrations) {
    const field = [...registration.fields.values()].find(({ nameRange }) => contains(nameRange, position));
    if (!field) continue;
    const facts = registrationFields.get(field.name) ?? [];
    const fact = facts.find(({ side }) => side === 'both' || side === registration.side);
    if (!fact) return undefined;
    const value = describeSize(field, scope);
    return markdown([`\`.${field.name}\``, fact.explanation, ...(value ? [value] : [])], field.nameRange);
  }
  return undefined;
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

/** A hover of paragraphs. */
export function markdown(paragraphs: readonly string[], range: Range): Hover {
  return { contents: { kind: MarkupKind.Markdown, value: paragraphs.join('\n\n') }, range };
}
