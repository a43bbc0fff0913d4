// Jumps between the chains of a script as calls: who jumps to a chain, and where it jumps, over all commands and
// here-documents of its ruleset.
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  Position,
  Range,
} from 'vscode-languageserver-types';
import { countOf } from '../../rules/features/explain';
import type { RuleService, RuleSnapshot } from '../../rules/service';
import { leadBack, placeIn } from '../positions';
import { askOfChain, eachOnce, inOrder, scriptChainAt } from './script-chain';
import type { ScriptChain, ScriptRules } from './script-chain';

/** The chain named at the position; elsewhere in a command, the chain that it adds to. */
export function prepareCallsInScript(
  service: RuleService,
  script: ScriptRules,
  position: Position,
): CallHierarchyItem[] {
  const place = placeIn(script.text, script.regions, position);
  if (!place) return [];
  const [item] = service.prepareCallHierarchy(place.read.snapshot, place.position);
  const here = item && leadBack(item, place.positions);
  const whole = here && wholeItem(service, script, here);
  return whole ? [whole] : [];
}

export function incomingCallsInScript(
  service: RuleService,
  script: ScriptRules,
  item: CallHierarchyItem,
): CallHierarchyIncomingCall[] {
  const calls = callsOf(service, script, item, (snapshot, of) =>
    service.incomingCalls(snapshot, of).map(({ from, fromRanges }) => ({ chain: from, fromRanges })),
  );
  return calls.map(({ chain, fromRanges }) => ({ from: chain, fromRanges }));
}

export function outgoingCallsInScript(
  service: RuleService,
  script: ScriptRules,
  item: CallHierarchyItem,
): CallHierarchyOutgoingCall[] {
  const calls = callsOf(service, script, item, (snapshot, of) =>
    service.outgoingCalls(snapshot, of).map(({ to, fromRanges }) => ({ chain: to, fromRanges })),
  );
  return calls.map(({ chain, fromRanges }) => ({ to: chain, fromRanges }));
}

interface Calls {
  readonly chain: CallHierarchyItem;
  readonly fromRanges: Range[];
}

/** Each chain at the other end once, with the jumps of all rule files. */
function callsOf(
  service: RuleService,
  script: ScriptRules,
  item: CallHierarchyItem,
  ask: (snapshot: RuleSnapshot, item: CallHierarchyItem) => Calls[],
): Calls[] {
  const chain = scriptChainAt(service, script, item.selectionRange.start);
  if (!chain) return [];
  // A rule file that only jumps to the chain has no item of its own to show; any place of the chain will do.
  const found = askOfChain(chain, (snapshot, place) =>
    ask(snapshot, { ...item, selectionRange: { start: place, end: place } }),
  );
  const merged = new Map<string, Calls>();
  for (const { chain: part, fromRanges } of found) {
    const whole = wholeItem(service, script, part);
    if (!whole) continue;
    const key = JSON.stringify(whole);
    const known = merged.get(key)?.fromRanges ?? [];
    merged.set(key, { chain: whole, fromRanges: eachOnce([...known, ...fromRanges]).sort(inOrder) });
  }
  return [...merged.values()];
}

/** The item of a chain as one rule file shows it, for all of them. */
function wholeItem(
  service: RuleService,
  script: ScriptRules,
  part: CallHierarchyItem,
): CallHierarchyItem | undefined {
  const chain = scriptChainAt(service, script, part.selectionRange.start);
  if (!chain) return undefined;
  const declared = chain.known.filter(({ isDeclared }) => isDeclared);
  const [shown] = askOfChain({ ...chain, known: declared.length > 0 ? declared : chain.known }, (...at) =>
    service.prepareCallHierarchy(...at),
  );
  return shown && { ...shown, detail: `${chain.name.table}, ${countOf(sizeOf(chain), 'rule')}` };
}

/** A command that is run for both families adds one rule to each. */
function sizeOf({ known }: ScriptChain): number {
  const sizes = new Map<string, number>();
  for (const { read, size } of known) {
    const { family } = read.rules.profile;
    sizes.set(family, (sizes.get(family) ?? 0) + size);
  }
  return Math.max(0, ...sizes.values());
}
