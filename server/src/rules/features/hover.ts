// What stands under the pointer, explained: an option, an extension, a chain, a table, or what a value amounts to.
import type { Hover, Position } from 'vscode-languageserver-types';
import type { RuleSnapshot } from '../snapshot';
import { chainNamedBy, rangeOf, tableOf, thingAt } from './cursor';
import type { Thing } from './cursor';
import { explainExtension, explainOption } from './explain';
import { explainChain, explainPolicy, explainTable } from './explain-chain';
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
      const chain = chainNamedBy(snapshot, line, thing.word);
      const table = tableOf(snapshot, line);
      return chain && table && explainChain(snapshot, table, chain);
    }
    case 'policy':
      return explainPolicy(thing.word.value);
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
