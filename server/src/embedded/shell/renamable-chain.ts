// Whether a chain of a script can have another name, and what is to be edited for it: each place that names it, or the
// one assignment of the variable that stands there. Whatever else may come to the name forbids it.
import type { Position, Range } from 'vscode-languageserver-types';
import type { Refusal, RenameSubject, RuleService } from '../../rules/service';
import { isPlaceholder } from '../../rules/syntax/placeholder';
import { placeIn, positionsOf } from '../positions';
import { escaped, mentionsOf, mentionsOfVariable } from './mentions';
import { rulesetsOf, scriptChainNamed } from './script-chain';
import type { KnownChain, ScriptChain, ScriptRules } from './script-chain';

export interface RenamableChain {
  readonly chain: ScriptChain;
  readonly subject: RenameSubject;
  /** What is to be edited. */
  readonly edited: readonly Range[];
  /** Where the name stands besides, in what is not read as a command of iptables. */
  readonly left: readonly Range[];
}

/** Undefined where no chain is named. */
export function renamableChainAt(
  service: RuleService,
  script: ScriptRules,
  position: Position,
): RenamableChain | Refusal | undefined {
  const place = placeIn(script.text, script.regions, position);
  const word = place && service.chainNameAt(place.read.snapshot, place.position);
  const range = word && place.positions.toDocument(word.range);
  if (!range) return undefined;
  const { name } = word;
  if (isPlaceholder(name)) {
    const refusal = `Only the run of the script tells which chain ${name} is: rename it where its name is written out.`;
    return { refusal };
  }
  const chain = scriptChainNamed(service, script, word, place.read);
  const named = chain.known.flatMap((known) => placesOf(service, known));
  const left = mentionsOf(script.text, name).filter((mention) => !named.some(covers(mention)));
  const [first] = left;
  const reason =
    faultOfChain(service, chain) ??
    named.map((one) => faultOfPlace(one, name)).find((fault) => fault !== undefined) ??
    faultOfVariables(script.text, named) ??
    (first && faultOfUnknown(service, script, chain, first));
  if (reason !== undefined) return { refusal: reason };
  return {
    chain,
    subject: { range, placeholder: name },
    edited: named.flatMap(({ edited }) => edited ?? []),
    left,
  };
}

/** A place of the script that names the chain. */
interface NamePlace {
  readonly shown: Range;
  /** Undefined where the name is put together. */
  readonly edited: Range | undefined;
  /** The one that stands there. */
  readonly variable: string | undefined;
}

function placesOf(service: RuleService, { read, place, positions }: KnownChain): NamePlace[] {
  return service.references(read.snapshot, place, true).flatMap((range) => {
    const shown = positions.toDocument(range);
    if (!shown) return [];
    const editable = positions.toEditable(range);
    const origin = editable ? undefined : positions.toOrigin(range);
    return [{ shown, edited: editable ?? origin?.range, variable: origin?.variable }];
  });
}

function covers(mention: Range): (place: NamePlace) => boolean {
  return ({ shown, edited }) =>
    isWithin(mention, shown) || (edited !== undefined && isWithin(mention, edited));
}

/** What the rules say against it: a built-in chain has the name it has, and so has one that others make. */
function faultOfChain(service: RuleService, { name: { name }, known }: ScriptChain): string | undefined {
  for (const { read, place } of known) {
    const answer = service.prepareRename(read.snapshot, place);
    if (answer && 'refusal' in answer) return answer.refusal;
  }
  return known.some(({ isDeclared }) => isDeclared)
    ? undefined
    : `No command of this script makes the chain ${name}, so it cannot have another name here.`;
}

function faultOfPlace({ shown, edited }: NamePlace, name: string): string | undefined {
  return edited
    ? undefined
    : `On line ${lineOf(shown)} the name ${name} is put together out of several parts: it has to be changed by hand.`;
}

/** Another value may stand in for the name only where nothing else has it. */
function faultOfVariables(text: string, named: readonly NamePlace[]): string | undefined {
  const variables = new Map(
    named.flatMap(({ variable, edited }) => (variable && edited ? [[variable, edited]] : [])),
  );
  for (const [variable, assigned] of variables) {
    const other = mentionsOfVariable(text, variable).find(
      (mention) => !isAssignment(mention, assigned) && !named.some(covers(mention)),
    );
    const where = `The name comes from the variable ${variable}`;
    if (other) {
      return `${where}, which line ${lineOf(other)} uses for something else: it has to be changed by hand.`;
    }
    const before = text.split('\n')[assigned.start.line]?.slice(0, assigned.start.character) ?? '';
    if (/\b(?:export|(?:declare|typeset)\s+-\w*x)\b/.test(before)) {
      return `${where}, which is exported to other programs: it has to be changed by hand.`;
    }
  }
  return undefined;
}

/** `CHAIN=web`, where a quotation mark may stand before the value. */
function isAssignment({ end }: Range, { start }: Range): boolean {
  const gap = start.character - end.character;
  return end.line === start.line && gap > 0 && gap <= 2;
}

/** A command names a chain that may be this one: what else stands in the script may be how it gets the name. */
function faultOfUnknown(
  service: RuleService,
  script: ScriptRules,
  chain: ScriptChain,
  left: Range,
): string | undefined {
  const { table, name } = chain.name;
  for (const read of rulesetsOf(script, chain)) {
    const unknown = service
      .unknownChainNames(read.snapshot)
      .find((word) => (word.table === table || isPlaceholder(word.table)) && mayBe(word.name, name));
    const shown = unknown && positionsOf(script.text, read).toDocument(unknown.range);
    if (!shown) continue;
    return `Line ${lineOf(shown)} names a chain that only the run of the script tells; it may be ${name}, which stands on line ${lineOf(left)}: it has to be changed by hand.`;
  }
  return undefined;
}

/** Whether a name with variables in it can come to another, as far as the rest of it tells. */
function mayBe(written: string, name: string): boolean {
  const known = written.split(/\$(?:\w+|\{\w+\})/).map(escaped);
  return new RegExp(`^${known.join('.*')}$`).test(name);
}

function isWithin(one: Range, other: Range): boolean {
  const isBehind = (a: Position, b: Position) =>
    a.line > b.line || (a.line === b.line && a.character >= b.character);
  return isBehind(one.start, other.start) && isBehind(other.end, one.end);
}

/** As people count. */
function lineOf({ start }: Range): number {
  return start.line + 1;
}
