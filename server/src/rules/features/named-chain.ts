// Chains by their names, for whoever reads several rule files as one ruleset (embedded/shell): a place of one file is
// asked for the name, and each of the others for a place of its own, at which all features answer.
import type { Position, Range } from 'vscode-languageserver-types';
import { wordOf } from '../model/places';
import type { Part } from '../model/places';
import { nodeOfLine } from '../snapshot';
import type { RuleSnapshot } from '../snapshot';
import { isPlaceholder } from '../syntax/placeholder';
import { placesOf } from './chain-places';
import { rangeOf, tableOf, thingAt } from './cursor';

export interface ChainName {
  readonly table: string;
  readonly name: string;
}

/** The name at a position, also one that only a variable has. */
export interface ChainWord extends ChainName {
  readonly range: Range;
}

/** A chain as one rule file knows it. */
export interface NamedChain {
  readonly place: Position;
  readonly isDeclared: boolean;
  /** How many lines add rules. */
  readonly size: number;
}

export function chainNameAt(snapshot: RuleSnapshot, position: Position): ChainWord | undefined {
  const thing = thingAt(snapshot, position);
  const table = tableOf(snapshot, position.line);
  if (thing?.kind !== 'chain' || !table) return undefined;
  return { table: table.name, name: thing.word.value, range: rangeOf(position.line, thing.word) };
}

/** One for each time that the file opens the table. */
export function chainsNamed(snapshot: RuleSnapshot, { table, name }: ChainName): NamedChain[] {
  const tables = snapshot.ruleset.tables.filter((candidate) => candidate.name === table);
  return tables.flatMap(({ chains }) => {
    const chain = chains.get(name);
    const first = chain && placesOf(snapshot, chain)[0];
    if (!chain || !first) return [];
    const place = { line: first.line, character: first.start };
    return [{ place, isDeclared: chain.declaredOn !== undefined, size: chain.size }];
  });
}

const naming: readonly Part[] = ['name', 'operand', 'jump'];

/** Words that name a chain, or may, as nobody knows before somebody fills them in. */
export function unknownChainNames(snapshot: RuleSnapshot): ChainWord[] {
  const found: ChainWord[] = [];
  for (let line = 0; line < snapshot.lines.count; line += 1) {
    const node = snapshot.lines.textAt(line).includes('$') ? nodeOfLine(snapshot, line) : undefined;
    const table = tableOf(snapshot, line);
    if (node?.kind !== 'rule' || !table) continue;
    for (const part of naming) {
      const word = wordOf(node, part);
      if (!word || !isPlaceholder(word.value)) continue;
      found.push({ table: table.name, name: word.value, range: rangeOf(line, word) });
    }
  }
  return found;
}
