// Jumps between chains as calls: who jumps to a chain, and where its own rules jump. Packets enter at the built-in
// chains, which nobody calls.
import { SymbolKind } from 'vscode-languageserver-types';
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  Position,
} from 'vscode-languageserver-types';
import type { ChainJump, ChainModel, TableModel } from '../model/ruleset';
import { nodeOfLine } from '../snapshot';
import type { RuleSnapshot } from '../snapshot';
import { loadedOf } from './chain-places';
import { chainAt, chainNamedBy, lineRange, rangeOf, tableOf } from './cursor';
import { countOf } from './explain';

/** The chain named at the position; elsewhere in a rule, the chain that the rule is in. */
export function prepareCallHierarchy(snapshot: RuleSnapshot, position: Position): CallHierarchyItem[] {
  const chain = chainAt(snapshot, position) ?? chainOfRule(snapshot, position.line);
  const table = tableOf(snapshot, position.line);
  const item = chain && table && itemOf(snapshot, table, chain);
  return item ? [item] : [];
}

export function incomingCalls(snapshot: RuleSnapshot, item: CallHierarchyItem): CallHierarchyIncomingCall[] {
  const { start } = item.selectionRange;
  const callee = chainAt(snapshot, start);
  const table = tableOf(snapshot, start.line);
  if (!callee || !table) return [];
  const byCaller = grouped(loadedOf(snapshot, callee.callers), ({ from }) => from);
  return byCaller.flatMap(([caller, jumps]) => {
    const from = itemOf(snapshot, table, caller);
    return from ? [{ from, fromRanges: jumps.map(({ at }) => rangeOf(at.line, at)) }] : [];
  });
}

export function outgoingCalls(snapshot: RuleSnapshot, item: CallHierarchyItem): CallHierarchyOutgoingCall[] {
  const { start } = item.selectionRange;
  const caller = chainAt(snapshot, start);
  const table = tableOf(snapshot, start.line);
  if (!caller || !table) return [];
  const byCallee = grouped(loadedOf(snapshot, caller.jumps), ({ to }) => to);
  return byCallee.flatMap(([callee, jumps]) => {
    const to = itemOf(snapshot, table, callee);
    return to ? [{ to, fromRanges: jumps.map(({ at }) => rangeOf(at.line, at)) }] : [];
  });
}

function grouped(
  jumps: readonly ChainJump[],
  by: (jump: ChainJump) => ChainModel,
): [ChainModel, ChainJump[]][] {
  const groups = new Map<ChainModel, ChainJump[]>();
  for (const jump of jumps) {
    const group = groups.get(by(jump));
    if (group) group.push(jump);
    else groups.set(by(jump), [jump]);
  }
  return [...groups];
}

function chainOfRule(snapshot: RuleSnapshot, line: number): ChainModel | undefined {
  const node = nodeOfLine(snapshot, line);
  const word = node?.kind === 'rule' ? node.command?.values[0] : undefined;
  return word && chainNamedBy(snapshot, line, word);
}

function itemOf(snapshot: RuleSnapshot, table: TableModel, chain: ChainModel): CallHierarchyItem | undefined {
  const place = chain.home;
  if (!place) return undefined;
  return {
    name: chain.name,
    kind: chain.hook ? SymbolKind.Event : SymbolKind.Function,
    detail: `${table.name}, ${countOf(chain.size, 'rule')}`,
    uri: snapshot.settings.uri,
    range: lineRange(snapshot, place.line, place.line),
    selectionRange: rangeOf(place.line, place),
  };
}
