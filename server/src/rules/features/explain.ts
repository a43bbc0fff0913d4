// A fact → Markdown, the same in hover and in completion.
import type { CoreOptionFact } from '../facts/core-options';
import type { ExtensionFact, OptionFact } from '../facts/fact';

export function explainExtension(fact: ExtensionFact): string {
  const { kind, name, families, tables, hooks, protocols, options, undescribed, learned } = fact;
  const lines = [
    `**${kind} ${name}**`,
    fact.explanation,
    families.length === 1 && `Only ${families[0] === 'ipv4' ? 'IPv4' : 'IPv6'}`,
    tables && `Tables: ${tables.join(', ')}`,
    hooks && `Hooks: ${hooks.join(', ')}`,
    protocols && `Needs ${protocols.map((protocol) => `\`-p ${protocol}\``).join(' or ')}`,
    options.length > 0 && `Options: ${options.map((option) => `\`--${option.name}\``).join(', ')}`,
    undescribed && 'Its options are not described here, and not checked.',
    learned && `Learned from ${learned.file}`,
    fact.example !== undefined && `\`\`\`iptables-rules\n${fact.example}\n\`\`\``,
  ];
  return lines.filter((line) => typeof line === 'string').join('\n\n');
}

export function explainOption(fact: OptionFact | CoreOptionFact, owner?: ExtensionFact): string {
  const letter = 'letter' in fact ? fact.letter : undefined;
  const names = [fact.name, ...(fact.aliases ?? [])].map((name) => `--${name}`);
  if (letter !== undefined && letter !== '0') names.unshift(`-${letter}`);
  const lines = [
    `**${names.join(', ')}**${owner ? ` — ${owner.kind} ${owner.name}` : ''}`,
    fact.explanation,
    traits(fact).join(', '),
    fact.words && fact.words.length <= 20 && `Values: ${fact.words.map((word) => `\`${word}\``).join(', ')}`,
    fact.example !== undefined && `Example: \`${fact.example}\``,
  ];
  return lines.filter((line) => typeof line === 'string' && line !== '').join('\n\n');
}

function traits(fact: OptionFact): string[] {
  const found: string[] = [];
  if (fact.mandatory) found.push('mandatory');
  if (fact.invertible) found.push('can be inverted with `!`');
  if (fact.minimum !== undefined || fact.maximum !== undefined) {
    found.push(`${fact.minimum ?? 0} to ${fact.maximum ?? 'any'}`);
  }
  if (fact.excludes) found.push(`not with ${fact.excludes.map((name) => `\`--${name}\``).join(', ')}`);
  if (fact.since !== undefined) found.push(`since iptables ${fact.since}`);
  return found;
}
