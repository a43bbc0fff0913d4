// What was found out about one line, kept for the lines that differ from it in nothing but plain values and names. To parse
// and check a line from scratch takes many times as long as to see that one like it has been: this is how the
// first diagnostics of a large file come at once.
//
// Which words are options, and which checks have something to say, does not depend on a plain value (a number, an
// address, a quoted text) or on the name of a chain; whether the value itself is good is what its own check says, which is asked for every
// line. So only lines in which nothing was found are kept, and a line whose values are not all good is analysed
// like one never seen.
import type { AnalysedModel } from './analysed-line';
import { hasConstraint } from './checks/constraints/of-extension';
import { checkOfValue } from './checks/run-line-checks';
import type { LineContext, ValueCheck } from './checks/rule-check';
import type { Family, ValueKind } from './facts/fact';
import { longestName } from './facts/tables';
import { Names, noName } from './model/names';
import { wordOf } from './model/places';
import { isPlainAddress, isPlainEndpoint, isPlainNetwork, isPlainPort } from './model/values/plain';
import type { Grammar } from './syntax/grammar';
import type { LineScan } from './syntax/line-scan';
import { noShadowedTargets } from './syntax/parser';
import type { OptionNode, RuleLine, Word } from './syntax/tree';

/** Whether a value is of the form that most values of its kind have, and so is good. */
type PlainForm = (text: string, start: number, end: number) => boolean;

/** Kinds whose values nobody reads but the check of the kind: no check of whole lines asks for them. */
const plainKinds = new Map<ValueKind, PlainForm>([
  ['address', isPlainAddress],
  ['address-mask', isPlainNetwork],
  ['address-list', isPlainNetwork],
  ['port-range', isPlainPort],
  ['service-range', isPlainPort],
]);

const quote = 34;

/** Bounds on what a file can make us keep. */
const mostShapes = 5000;
const mostOfOneHash = 4;

/** A word of the line that may have another value in lines of the same shape. */
interface Place {
  /** Which value of the scan it is. */
  readonly index: number;
  /** A text in quotes may say what a value without them could not. */
  readonly isQuoted: boolean;
  readonly option: OptionNode;
  /** Says at once of most values that they are good; `check` says it of all. */
  readonly isPlain: PlainForm | undefined;
  readonly check: ValueCheck | undefined;
}

interface Shape {
  /** The text before, between and behind the places. */
  readonly texts: readonly string[];
  readonly places: readonly Place[];
  readonly context: LineContext;
  /** The names of the chain it is for and of what it jumps to: numbers of values of the scan, or the names' own. */
  readonly name: NamePlace;
  readonly jump: NamePlace;
  readonly model: AnalysedModel;
}

/** A name that may be another in each line of the shape, or is the same in all of them. */
interface NamePlace {
  /** Which value of the scan it is; -1 for none. */
  readonly index: number;
  /** The number of the name that all lines of the shape have; -1 for none. */
  readonly number: number;
}

/** What is known of a line without parsing it. One object serves all lines. */
export interface KnownLine {
  model: AnalysedModel;
  name: number;
  jump: number;
}

/** The shapes of lines seen with one grammar, and the names that were seen in lines. */
export class LineShapes {
  private readonly byHash = new Map<number, Shape[]>();
  private count = 0;

  constructor(
    private readonly grammar: Grammar,
    readonly names: Names = new Names(),
  ) {}

  /** The line that was scanned in `text`, if it reads as one before it and its values are good. */
  find(text: string, scan: LineScan): KnownLine | undefined {
    const shapes = this.byHash.get(scan.shape);
    if (!shapes) return undefined;
    for (const shape of shapes) {
      if (!fits(shape, text, scan)) continue;
      if (!hasGoodValues(shape, text, scan)) return undefined;
      const name = this.nameAt(shape.name, text, scan);
      const jump = this.nameAt(shape.jump, text, scan);
      const isTarget = shape.jump.index >= 0 && this.grammar.target(this.names.textOf(jump)) !== undefined;
      return isTarget ? undefined : { model: shape.model, name, jump };
    }
    return undefined;
  }

  /** Keeps what was found out about a line in which nothing was found, and which was scanned in `text`. */
  add(text: string, scan: LineScan, node: RuleLine, model: AnalysedModel): void {
    if (node.problems.length > 0 || this.count >= mostShapes) return;
    const others = this.byHash.get(scan.shape);
    if (others && others.length >= mostOfOneHash) return;
    const shape = this.createShape(text, scan, node, model);
    this.count += 1;
    if (others) others.push(shape);
    else this.byHash.set(scan.shape, [shape]);
  }

  private nameAt({ index, number }: NamePlace, text: string, scan: LineScan): number {
    return index < 0 ? number : this.names.numberOf(text.slice(scan.starts[index], scan.ends[index]));
  }

  private createShape(text: string, scan: LineScan, node: RuleLine, model: AnalysedModel): Shape {
    const { grammar } = this;
    const places = placesOf(scan, node, grammar.profile.family);
    const texts: string[] = [];
    let at = scan.start;
    for (const { index } of places) {
      texts.push(text.slice(at, scan.starts[index]));
      at = scan.ends[index] ?? at;
    }
    texts.push(text.slice(at, scan.to));
    return {
      texts,
      places,
      context: {
        text: text.slice(scan.from, scan.to),
        rule: node,
        grammar,
        profile: grammar.profile,
        shadowed: noShadowedTargets,
      },
      name: this.namePlace(wordOf(node, 'name'), places),
      jump: this.namePlace(wordOf(node, 'jump'), places),
      model,
    };
  }

  private namePlace(word: Word | undefined, places: readonly Place[]): NamePlace {
    const place = places.find(({ option }) => option.values[0] === word);
    return {
      index: place?.index ?? noName,
      number: word && !place ? this.names.numberOf(word.value) : noName,
    };
  }
}

/** Those values of the scan that are in truth what they look like. */
function placesOf(scan: LineScan, node: RuleLine, family: Family): Place[] {
  const places: Place[] = [];
  for (let index = 0; index < scan.values; index += 1) {
    const start = (scan.starts[index] as number) - scan.from;
    const end = (scan.ends[index] as number) - scan.from;
    const option = node.options.find(({ values: [value] }) => value?.start === start && value.end === end);
    if (!option) continue;
    const isQuoted = option.values[0]?.quoted === true;
    const kind = plainKindOf(option);
    if (kind) {
      const isPlain = plainForm(kind, family, option.values[0]?.value ?? '');
      // Where a value stands for others of its extension too, only one of the very same form is as good.
      const check = option.owner && hasConstraint(option.owner) ? undefined : checkOfValue(kind);
      places.push({ index, isQuoted, option, isPlain, check });
    } else if (isChainName(option, node)) {
      places.push({ index, isQuoted, option, isPlain: isShortName, check: undefined });
    }
  }
  return places;
}

/** The name of a chain, as far as the line alone can tell: no target is called so. */
function isChainName({ owner, fact, negation, values, attached }: OptionNode, node: RuleLine): boolean {
  if (owner || negation || attached || values.length > 1 || values[0]?.quoted) return false;
  if (fact.letter === 'A') return true;
  if (fact.letter === 'g') return true;
  const target = node.extensions.find(({ word }) => word === values[0]);
  return fact.letter === 'j' && target !== undefined && !target.set && target.options.length === 0;
}

function isShortName(_text: string, start: number, end: number): boolean {
  return end - start <= longestName;
}

/** The plain addresses are those of IPv4. */
function plainForm(kind: ValueKind, family: Family, value: string): PlainForm | undefined {
  const form = kind === 'nat-address' ? formOfDestination(value) : plainKinds.get(kind);
  return family === 'ipv4' || form === isPlainPort ? form : undefined;
}

/** With a port or without: a target that changes addresses asks for a protocol only where there is one. */
function formOfDestination(value: string): PlainForm {
  return value.includes(':') ? isPlainEndpoint : isPlainAddress;
}

function plainKindOf(option: OptionNode): ValueKind | undefined {
  const { fact, owner, negation, values, attached, uncertain } = option;
  const [value] = values;
  if (!fact || negation || attached || uncertain || !value || values.length > 1) return undefined;
  if (fact.value === 'nat-address') return fact.value;
  if (owner && hasConstraint(owner)) return undefined;
  const isPlain = value.quoted ? fact.value === 'string' : plainKinds.has(fact.value);
  return isPlain ? fact.value : undefined;
}

function fits({ texts, places }: Shape, text: string, scan: LineScan): boolean {
  let at = scan.start;
  // Indexed, as nothing else of a line is done as often.
  for (let index = 0; index < places.length; index += 1) {
    const before = texts[index] as string;
    const place = places[index] as Place;
    const start = scan.starts[place.index] as number;
    if (at + before.length !== start || !text.startsWith(before, at)) return false;
    if (isQuotedAt(text, start) !== place.isQuoted) return false;
    at = scan.ends[place.index] as number;
  }
  const last = texts[places.length] as string;
  return at + last.length === scan.to && text.startsWith(last, at);
}

function hasGoodValues({ places, context }: Shape, text: string, scan: LineScan): boolean {
  for (const place of places) {
    const start = scan.starts[place.index] as number;
    const end = scan.ends[place.index] as number;
    if (place.isPlain?.(text, start, end)) continue;
    if (!place.check) return false;
    const word = wordAt(text, start, end, scan.from);
    if (place.check.value(word, place.option, context)) return false;
  }
  return true;
}

function isQuotedAt(text: string, start: number): boolean {
  return text.charCodeAt(start) === quote;
}

function wordAt(text: string, start: number, end: number, from: number): Word {
  const quoted = isQuotedAt(text, start);
  const value = quoted ? text.slice(start + 1, end - 1) : text.slice(start, end);
  return { start: start - from, end: end - from, value, quoted };
}
