// Another name for a chain, everywhere it stands in its table. What iptables would not take, and what would make one
// chain of two, is refused with the reason.
import type { Position, Range, TextEdit } from 'vscode-languageserver-types';
import { faultOfChainName } from '../model/chain-name';
import type { ChainModel, TableModel } from '../model/ruleset';
import type { RuleSnapshot } from '../snapshot';
import { placesOf } from './chain-places';
import { chainNamedBy, rangeOf, tableOf, thingAt } from './cursor';

/** Why there is nothing to rename, or not to this. One sentence, for a person. */
export interface Refusal {
  readonly refusal: string;
}

/** What is renamed: the word under the cursor. */
export interface RenameSubject {
  readonly range: Range;
  readonly placeholder: string;
}

/** Undefined where no chain is named. */
export function prepareRename(
  snapshot: RuleSnapshot,
  position: Position,
): RenameSubject | Refusal | undefined {
  const named = namedAt(snapshot, position);
  if (!named || 'refusal' in named) return named;
  return { range: named.range, placeholder: named.name };
}

export function rename(
  snapshot: RuleSnapshot,
  position: Position,
  newName: string,
): TextEdit[] | Refusal | undefined {
  const named = namedAt(snapshot, position);
  if (!named || 'refusal' in named) return named;
  const { chain, table, name } = named;
  if (newName === name) return [];
  const reason =
    faultOfChainName(newName, snapshot.grammar) ?? quoted(newName) ?? taken(snapshot, table, newName);
  if (reason !== undefined) return { refusal: reason };
  // With `-E` a chain has two names: only the one under the cursor changes.
  return placesOf(snapshot, chain)
    .filter(({ line, start, end }) => wordAt(snapshot, line, start, end) === name)
    .map((place) => ({ range: rangeOf(place.line, place), newText: newName }));
}

interface NamedChain {
  readonly chain: ChainModel;
  readonly table: TableModel;
  readonly name: string;
  readonly range: Range;
}

function namedAt(snapshot: RuleSnapshot, position: Position): NamedChain | Refusal | undefined {
  const { line } = position;
  const thing = thingAt(snapshot, position);
  const table = tableOf(snapshot, line);
  if (thing?.kind !== 'chain' || !table) return undefined;
  const { word } = thing;
  const chain = chainNamedBy(snapshot, line, word);
  if (!chain) return { refusal: `Chain '${word.value}' does not exist.` };
  if (chain.hook) {
    return { refusal: `${chain.name} is built into the table ${table.name}; its name cannot change.` };
  }
  if (belongsToUfw(snapshot, chain)) {
    return { refusal: `${chain.name} is a chain of ufw, which jumps to it by this name.` };
  }
  return { chain, table, name: word.value, range: rangeOf(line, word) };
}

function belongsToUfw({ settings }: RuleSnapshot, { name }: ChainModel): boolean {
  return settings.profile.consumer === 'ufw' && /^ufw6?-/.test(name);
}

/** A chain line knows no quotes, so a name that needs them elsewhere cannot be declared. */
function quoted(name: string): string | undefined {
  return name.includes('"') ? `Invalid chain name \`${name}'.` : undefined;
}

/** Two chains of one name would be one chain: the name must stand nowhere in the table yet, declared or not. */
function taken(snapshot: RuleSnapshot, table: TableModel, name: string): string | undefined {
  if (table.chains.has(name) || table.former.some((chain) => goesBy(snapshot, chain, name))) {
    return `Chain '${name}' exists already in the table ${table.name}.`;
  }
  const named = snapshot.ruleset.faults.find(
    ({ code, subject, line }) =>
      (code === 'undefined-chain' || code === 'undefined-target') &&
      subject === name &&
      line >= table.line &&
      line <= table.end,
  );
  return named && `Line ${named.line + 1} names a chain '${name}' already, which would become this one.`;
}

function goesBy(snapshot: RuleSnapshot, chain: ChainModel, name: string): boolean {
  return placesOf(snapshot, chain).some(
    ({ line, start, end }) => wordAt(snapshot, line, start, end) === name,
  );
}

function wordAt({ lines }: RuleSnapshot, line: number, start: number, end: number): string {
  return lines.textAt(line).slice(start, end).replaceAll('"', '');
}
