// A fact → Markdown, the same in hover, in completion and in docs/extensions.
import type { CoreOptionFact } from '../facts/core-options';
import type { ExtensionFact, OptionFact } from '../facts/fact';
import { spellBound } from '../facts/integer';
import { describeValidity } from '../facts/versions';
import { formsOf } from '../model/values/forms';

export function explainExtension(fact: ExtensionFact): string {
  const { kind, name, options, undescribed, learned } = fact;
  return paragraphs(
    `**${kind} ${name}**`,
    aboutExtension(fact),
    options.length > 0 && `Options: ${options.map((option) => `\`--${usualName(option)}\``).join(', ')}`,
    undescribed && 'Its options are not described here, and not checked.',
    learned && `Learned from ${learned.from}`,
    fact.example !== undefined && codeBlock(fact.example),
  );
}

/** What an extension does, and where it may stand. */
export function aboutExtension(fact: ExtensionFact): string {
  const { families, tables, hooks, protocols, since, until } = fact;
  return paragraphs(
    fact.explanation,
    whereTheyGo(fact),
    families.length === 1 && `Only ${families[0] === 'ipv4' ? 'IPv4' : 'IPv6'}`,
    tables && `Tables: ${tables.join(', ')}`,
    hooks && `Hooks: ${hooks.join(', ')}`,
    protocols && `Needs ${protocols.map((protocol) => `\`-p ${protocol}\``).join(' or ')}`,
    fact.refusedBy && `Not taken by iptables-${fact.refusedBy.join(' and iptables-')}`,
    (since ?? until) && `iptables has it ${describeValidity(fact)}`,
  );
}

export function explainOption(fact: OptionFact | CoreOptionFact, owner?: ExtensionFact): string {
  return paragraphs(
    codeBlock(syntaxOf(fact)),
    owner && `Option of the ${owner.kind} \`${owner.name}\`${placeOf(owner)}`,
    aboutOption(fact),
  );
}

/** What an option does, and how it may be used. */
export function aboutOption(fact: OptionFact): string {
  return paragraphs(fact.explanation, traits(fact).join(' · '), explainUse(fact));
}

/** What a value may be, and an example. */
export function explainUse(fact: OptionFact): string {
  return paragraphs(
    fact.words && fact.words.length <= 20 && `Values: ${fact.words.map((word) => `\`${word}\``).join(', ')}`,
    fact.example !== undefined && `Example: \`${fact.example}\``,
  );
}

/** `[!] --dport, --destination-port port[:port]`, as a manual page would have it. */
export function syntaxOf(fact: OptionFact | CoreOptionFact): string {
  const letter = 'letter' in fact && fact.letter !== '0' ? [`-${fact.letter}`] : [];
  const usual = usualName(fact);
  const others = [fact.name, ...(fact.aliases ?? [])].filter((name) => name !== usual);
  const names = [...letter, ...[usual, ...others].map((name) => `--${name}`)];
  const values = formsOf(fact).map(({ label }) => ` ${label}`);
  return `${fact.invertible ? '[!] ' : ''}${names.join(', ')}${values.join('')}`;
}

/** `1 rule`, `2 rules`. */
export function countOf(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

/** Whatever there is to say, with a blank line between. */
export function paragraphs(...parts: readonly unknown[]): string {
  return parts.filter((part) => typeof part === 'string' && part !== '').join('\n\n');
}

function codeBlock(text: string): string {
  return `\`\`\`iptables-rules\n${text}\n\`\`\``;
}

/** Of several spellings the one that iptables-save prints: ports go by their short names, all else in full. */
export function usualName({ name, aliases }: OptionFact): string {
  return (/-ports?$/.test(name) ? aliases?.[0] : undefined) ?? name;
}

/** What becomes of the packet behind a target. */
function whereTheyGo({ kind, terminating, undescribed }: ExtensionFact): string | undefined {
  if (kind === 'match' || undescribed || terminating === undefined) return undefined;
  return terminating ? 'The packet goes no further in this chain.' : 'The packet goes on with the next rule.';
}

function placeOf({ tables, hooks }: ExtensionFact): string {
  const places = [
    tables && `table ${tables.join(', ')}`,
    hooks && `hook${hooks.length === 1 ? '' : 's'} ${hooks.join(', ')}`,
  ].filter((place) => place !== undefined);
  return places.length > 0 ? ` (${places.join('; ')})` : '';
}

function traits(fact: OptionFact): string[] {
  const found: string[] = [];
  if (fact.mandatory) found.push('mandatory');
  if (fact.repeatable) found.push('may stand several times');
  if (fact.minimum !== undefined || fact.maximum !== undefined) found.push(boundsOf(fact));
  if (fact.excludes) found.push(`not with ${fact.excludes.map((name) => `\`--${name}\``).join(', ')}`);
  if (fact.requires) found.push(`only with ${fact.requires.map((name) => `\`--${name}\``).join(', ')}`);
  if (fact.tables) found.push(`only in the table ${fact.tables.join(', ')}`);
  if (fact.hooks) found.push(`only from ${fact.hooks.join(', ')}`);
  if (fact.protocols) found.push(`only with ${fact.protocols.map((name) => `\`-p ${name}\``).join(' or ')}`);
  if (fact.since ?? fact.until) found.push(`iptables has it ${describeValidity(fact)}`);
  return found;
}

function boundsOf({ value, minimum = 0, maximum }: OptionFact): string {
  const unit = value === 'string' ? ' bytes' : '';
  return maximum === undefined ? `at least ${minimum}${unit}` : `${minimum} to ${spellBound(maximum)}${unit}`;
}
