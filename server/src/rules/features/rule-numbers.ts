// The number of each rule in its chain, once the file is loaded: what `-D INPUT 7` means. Every command on a chain moves
// the numbers behind it, so the commands of the chains on screen are gone through in order.
import { InlayHintKind } from 'vscode-languageserver-types';
import type { InlayHint, Range } from 'vscode-languageserver-types';
import type { ChainModel } from '../model/chain';
import type { CommandModel } from '../model/rule';
import { declaresAllChains } from '../profile';
import type { RuleSnapshot } from '../snapshot';
import { NumberedChain } from './numbered-chain';

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
  for (const line of chain.usedOn()) {
    const rule = lines.ruleAt(line);
    if (!rule?.command || rule.stop !== undefined) continue;
    const { command, copies } = rule;
    const ofLine = (other: number) => ruleText(lines.textAt(other));
    if (command.letter === 'D' && command.operand === undefined) {
      numbered.removeSame(ofLine(line), ofLine);
    } else apply(numbered, line, command, copies);
  }
  return numbered.numbers(first, last);
}

function apply(
  numbered: NumberedChain,
  line: number,
  { letter, number, operand }: CommandModel,
  copies: number | undefined,
): void {
  if (letter === 'A') numbered.append(line, copies);
  if (letter === 'I') numbered.insert(line, copies, operand === undefined ? 1 : number);
  if (letter === 'R') numbered.replace(line, number);
  if (letter === 'D') numbered.remove(number);
  if (letter === 'F') numbered.flush();
}

/** What a rule says, without its counters, its command and its chain. */
function ruleText(text: string): string {
  return text.replace(/^(?:\[[^\]]*\])?\s*-{1,2}\S+\s+\S+\s*(?:\d+(?=\s|$))?/, '').trim();
}
