// A chain of a script. Its commands and here-documents are several rule files to the rule service, and one ruleset to
// the kernel: the chain is looked up by its name in all that the same program of a family loads, and what a feature
// says of it in each is led back to the script.
import type { Position, Range } from 'vscode-languageserver-types';
import type { ChainName, NamedChain, RuleService, RuleSnapshot } from '../../rules/service';
import type { ReadRules } from '../embedded-rules';
import { leadBack, placeIn, positionsOf } from '../positions';
import type { Positions } from '../positions';
import { presumedFilter } from './embed-script';
import type { EmbeddedScriptRules } from './embed-script';

export interface ScriptRules {
  readonly text: string;
  readonly regions: readonly ReadRules<EmbeddedScriptRules>[];
}

/** The chain as one rule file of the script knows it. */
export interface KnownChain extends NamedChain {
  readonly read: ReadRules<EmbeddedScriptRules>;
  readonly positions: Positions;
}

export interface ScriptChain {
  readonly name: ChainName;
  /** In the order of the rule files; the same command is in two when it is run for both families. */
  readonly known: readonly KnownChain[];
}

/** The chain that is named at a position of the script. */
export function scriptChainAt(
  service: RuleService,
  script: ScriptRules,
  position: Position,
): ScriptChain | undefined {
  const place = placeIn(script.text, script.regions, position);
  const word = place && service.chainNameAt(place.read.snapshot, place.position);
  return word && scriptChainNamed(service, script, word, place.read);
}

/** The chain of that name in the ruleset that one of the script's rule files belongs to. */
export function scriptChainNamed(
  service: RuleService,
  script: ScriptRules,
  { table: written, name }: ChainName,
  from: ReadRules,
): ScriptChain {
  const table = tableNamed(written);
  const chains = new Map(
    script.regions.map((read) => [read, chainsIn(service, read.snapshot, { table, name })]),
  );
  const naming = script.regions.filter((read) => chains.get(read)?.length);
  const known = ofSameRulesets(naming, from).flatMap((read) => {
    const positions = positionsOf(script.text, read);
    return (chains.get(read) ?? []).map((chain) => ({ ...chain, read, positions }));
  });
  return { name: { table, name }, known };
}

/** The name that people know a table of the script's rule files by. */
export function tableNamed(written: string): string {
  return written === presumedFilter ? 'filter' : written;
}

/** The chain of that name as one rule file knows it, also by commands that do not say of which table it is. */
export function chainsIn(
  service: RuleService,
  snapshot: RuleSnapshot,
  { table, name }: ChainName,
): NamedChain[] {
  const tables = table === 'filter' ? [table, presumedFilter] : [table];
  return tables.flatMap((each) => service.chainsNamed(snapshot, { table: each, name }));
}

/** All rule files of the rulesets that the chain is in, also those that do not name it. */
export function rulesetsOf({ regions }: ScriptRules, { known }: ScriptChain): ScriptRules['regions'] {
  const own = new Set(known.map(({ read }) => rulesetOf(read)));
  return regions.filter((read) => own.has(rulesetOf(read)));
}

/** Those of the same family; and of the other one too, when a command that names the chain is run for both. */
function ofSameRulesets(
  naming: readonly ReadRules<EmbeddedScriptRules>[],
  from: ReadRules,
): readonly ReadRules<EmbeddedScriptRules>[] {
  const same = naming.filter((read) => rulesetOf(read) === rulesetOf(from));
  const twins = new Set(same.map(({ rules }) => rules.twin));
  const twin = naming.find(({ rules }) => twins.has(rules.key));
  return twin ? naming.filter((read) => same.includes(read) || rulesetOf(read) === rulesetOf(twin)) : same;
}

function rulesetOf({ rules: { profile } }: ReadRules): string {
  return `${profile.family} ${profile.variant}`;
}

/** What a feature answers for the chain in each rule file that knows it, led back to the script, each thing once. */
export function askOfChain<Answer>(
  { known }: ScriptChain,
  ask: (snapshot: RuleSnapshot, place: Position) => Answer[],
): Answer[] {
  const answers = known.flatMap(
    ({ read, place, positions }) => leadBack(ask(read.snapshot, place), positions) ?? [],
  );
  return eachOnce(answers);
}

/** Equal data is one thing, as of a command that is run for both families. */
export function eachOnce<Data>(items: readonly Data[]): Data[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}

/** To sort by. */
export function inOrder(one: Range, other: Range): number {
  return one.start.line - other.start.line || one.start.character - other.start.character;
}
