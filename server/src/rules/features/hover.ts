// What stands under the pointer, explained: an option, an extension, a chain, a table, or what a value amounts to.
import type { Hover, Position } from 'vscode-languageserver-types';
import { findTable, hookExplanations } from '../facts/tables';
import type { ChainModel } from '../model/ruleset';
import type { RuleSnapshot } from '../snapshot';
import { chainAt, rangeOf, tableOf, thingAt } from './cursor';
import type { Thing } from './cursor';
import { explainExtension, explainOption } from './explain';
import { explainValue } from './explain-value';

export function hover(snapshot: RuleSnapshot, position: Position): Hover | undefined {
  const thing = thingAt(snapshot, position);
  const text = thing && explain(snapshot, thing, position.line);
  if (!thing || text === undefined) return undefined;
  return { contents: { kind: 'markdown', value: text }, range: rangeOf(position.line, thing.word) };
}

function explain(snapshot: RuleSnapshot, thing: Thing, line: number): string | undefined {
  switch (thing.kind) {
    case 'table':
      return explainTable(thing.word.value);
    case 'chain': {
      const chain = chainAt(snapshot, line, thing.word.value);
      return chain && explainChain(chain, tableOf(snapshot, line)?.name ?? '');
    }
    case 'policy':
      return policyText(thing.word.value);
    case 'extension':
      return thing.extension.set && explainExtension(thing.extension.set.fact);
    case 'option':
      return thing.option.fact && explainOption(thing.option.fact, thing.option.owner?.set?.fact);
    case 'value': {
      const { option, word, rule } = thing;
      const value = explainValue(word, option, rule, snapshot.settings.profile);
      const about = option.fact && explainOption(option.fact, option.owner?.set?.fact);
      return [value, about].filter((part) => part !== undefined).join('\n\n---\n\n') || undefined;
    }
  }
}

function explainTable(name: string): string | undefined {
  const table = findTable(name);
  return table && `**table ${table.name}**\n\n${table.explanation}\n\nChains: ${table.chains.join(', ')}`;
}

function explainChain(
  { name, hook, policy, rules, mentions, declaration }: ChainModel,
  table: string,
): string {
  const kind = hook ? `built-in chain ${name}` : `chain ${name}`;
  const parts = [
    `**${kind}** of the table ${table}`,
    hook && hookExplanations[hook],
    hook && `Policy: ${policy ?? 'as it was'}`,
    `${count(rules.length, 'rule')} in this file${mentions.length > 0 && !hook ? `, named in ${count(mentions.length, 'other place')}` : ''}`,
    declaration && !hook && `Declared on line ${declaration.line + 1}`,
  ];
  return parts.filter((part) => typeof part === 'string').join('\n\n');
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

function policyText(policy: string): string | undefined {
  if (policy === '-') {
    return 'A chain of your own has no policy: at its end the packet goes back to where it came from.';
  }
  const fate = { ACCEPT: 'is let through', DROP: 'is thrown away' }[policy];
  return fate && `A packet that no rule of the chain decides on ${fate}.`;
}
