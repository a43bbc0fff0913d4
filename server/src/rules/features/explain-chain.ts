// A chain or a table → Markdown: what it is, where it begins, how much is in it, and where packets come from.
import { findTable, hookExplanations } from '../facts/tables';
import type { ChainModel, TableModel } from '../model/ruleset';
import type { RuleSnapshot } from '../snapshot';
import { isLoaded } from './chain-places';
import { countOf, paragraphs } from './explain';

/** More callers than these are only counted. */
const mostCallers = 5;

export function explainTable(name: string): string | undefined {
  const table = findTable(name);
  return (
    table &&
    paragraphs(`**table ${table.name}**`, table.explanation, `Built-in chains: ${table.chains.join(', ')}`)
  );
}

export function explainChain(snapshot: RuleSnapshot, table: TableModel, chain: ChainModel): string {
  const { name, hook, policy, size, declaration } = chain;
  return paragraphs(
    `**${hook ? 'built-in chain' : 'chain'} ${name}** of the table ${table.name}`,
    hook && hookExplanations[hook],
    hook && `Policy: ${policyOf(policy)}`,
    `${countOf(size, 'rule')} in this file`,
    declaration && `Declared on ${linkTo(snapshot, declaration.line)}`,
    !hook && callersOf(snapshot, chain),
  );
}

/** `ACCEPT` of a chain line or of `-P`. */
export function explainPolicy(policy: string): string | undefined {
  if (policy === '-') {
    return 'A chain of your own has no policy: at its end the packet goes back to where it came from.';
  }
  const fate = fates[policy];
  return fate && `A packet that no rule of the chain decides on ${fate}.`;
}

const fates: Readonly<Record<string, string>> = { ACCEPT: 'is let through', DROP: 'is thrown away' };

function policyOf(policy: string | undefined): string {
  if (policy === undefined || policy === '-') return 'as it was before the file is loaded';
  const fate = fates[policy];
  return fate === undefined ? policy : `${policy}: what no rule decides on ${fate}`;
}

function callersOf(snapshot: RuleSnapshot, chain: ChainModel): string {
  const first = new Map<ChainModel, number>();
  for (const line of chain.calledOn()) {
    const from = isLoaded(snapshot, line) ? snapshot.ruleset.chains.ownerAt(line) : undefined;
    if (from && !first.has(from)) first.set(from, line);
  }
  if (first.size === 0) return 'No rule jumps here.';
  const more = first.size - mostCallers;
  const shown = [...first]
    .slice(0, mostCallers)
    .map(([{ name }, line]) => `${name} (${linkTo(snapshot, line)})`);
  return `Called from ${shown.join(', ')}${more > 0 ? ` and ${countOf(more, 'other chain')}` : ''}`;
}

function linkTo({ settings }: RuleSnapshot, line: number): string {
  return `[line ${line + 1}](${settings.uri}#L${line + 1})`;
}
