// The number of each rule in its chain, once the file is loaded: what `-D INPUT 7` means. Every command on a chain moves
// the numbers behind it, so the commands of the chains on screen are gone through in order.
import { InlayHintKind } from 'vscode-languageserver-types';
import type { InlayHint, Range } from 'vscode-languageserver-types';
import type { ChainModel } from '../model/chain';
import { NumberedChain } from '../model/numbered-chain';
import { declaresAllChains } from '../profile';
import type { RuleSnapshot } from '../snapshot';

export function ruleNumbers(snapshot: RuleSnapshot, { start, end }: Range): InlayHint[] {
  const { chains, isRule } = snapshot.ruleset;
  const numbered = new Map<ChainModel, ReadonlyMap<number, string>>();
  const hints: InlayHint[] = [];
  for (let line = start.line; line <= Math.min(end.line, snapshot.lines.count - 1); line += 1) {
    const chain = isRule[line] === 1 ? chains.ownerAt(line) : undefined;
    if (!chain) continue;
    const numbers = numbered.get(chain) ?? numbersOf(snapshot, chain, start.line, end.line);
    numbered.set(chain, numbers);
    const number = numbers.get(line);
    const place = number === undefined ? undefined : chains.placeAt(line, 'name');
    if (number !== undefined && place) hints.push(hintAt(line, place.end, number, chain));
  }
  return hints;
}

function hintAt(line: number, character: number, number: string, { name }: ChainModel): InlayHint {
  return {
    position: { line, character },
    label: number,
    kind: InlayHintKind.Parameter,
    paddingLeft: true,
    tooltip: `Once this file is loaded, \`${name} ${number}\` is what names this rule, as in \`-D ${name} ${number}\`.`,
  };
}

/** By the lines that the rules stand on; nothing when the chain may have had rules before. */
function numbersOf(
  { lines, settings }: RuleSnapshot,
  chain: ChainModel,
  first: number,
  last: number,
): ReadonlyMap<number, string> {
  const beginsEmpty = declaresAllChains(settings.profile) || chain.declaration !== undefined;
  const numbered = new NumberedChain();
  if (!beginsEmpty) numbered.giveUp();
  const textOf = (line: number) => lines.textAt(line);
  for (const line of chain.usedOn()) {
    const rule = lines.ruleAt(line);
    if (rule?.isCarriedOut) numbered.apply(line, rule, textOf);
  }
  return numbered.numbers(first, last);
}
