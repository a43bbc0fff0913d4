// What was found out about one line, kept for the lines that differ from it in nothing but plain values. To parse
// and check a line from scratch takes many times as long as to see that one like it has been: this is how the
// first diagnostics of a large file come at once.
//
// Which words are options, and which checks have something to say, does not depend on a plain value (a number, an
// address, a quoted text); whether the value itself is good is what its own check says, which is asked for every
// line. So only lines in which nothing was found are kept, and a line whose values are not all good is analysed
// like one never seen.
import { checkOfValue } from './checks/run-line-checks';
import type { LineContext, ValueCheck } from './checks/rule-check';
import type { Family, ValueKind } from './facts/fact';
import { moveRule } from './model/move-rule';
import type { RuleModel } from './model/rule';
import { isPlainAddress, isPlainNetwork, isPlainPort } from './model/values/plain';
import type { Grammar } from './syntax/grammar';
import type { LineScan } from './syntax/line-scan';
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
const mostLayouts = 200;

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
  /** Where in its line the rule began that the shape was made of, and where its values were. */
  readonly start: number;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** The rule as it is with all words at the offsets of a layout. */
  readonly rules: Map<number, RuleModel>;
  readonly rule: RuleModel;
}

/** The shapes of lines seen with one grammar. */
export class LineShapes {
  private readonly byHash = new Map<number, Shape[]>();
  private count = 0;

  constructor(private readonly grammar: Grammar) {}

  /** The rule of the line that was scanned in `text`, if it reads as one before it and its values are good. */
  find(text: string, scan: LineScan): RuleModel | undefined {
    const shapes = this.byHash.get(scan.shape);
    if (!shapes) return undefined;
    for (const shape of shapes) {
      if (fits(shape, text, scan)) return hasGoodValues(shape, text, scan) ? ruleOf(shape, scan) : undefined;
    }
    return undefined;
  }

  /** Keeps what was found out about a line in which nothing was found, and which was scanned in `text`. */
  add(text: string, scan: LineScan, node: RuleLine, rule: RuleModel): void {
    if (node.problems.length > 0 || this.count >= mostShapes) return;
    const others = this.byHash.get(scan.shape);
    if (others && others.length >= mostOfOneHash) return;
    const shape = createShape(text, scan, node, rule, this.grammar);
    this.count += 1;
    if (others) others.push(shape);
    else this.byHash.set(scan.shape, [shape]);
  }
}

function createShape(text: string, scan: LineScan, node: RuleLine, rule: RuleModel, grammar: Grammar): Shape {
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
    context: { text: text.slice(scan.from, scan.to), rule: node, grammar, profile: grammar.profile },
    start: scan.start - scan.from,
    starts: scan.starts.map((start) => start - scan.from),
    ends: scan.ends.map((end) => end - scan.from),
    rules: new Map([[scan.layout, rule]]),
    rule,
  };
}

/** Those values of the scan that are in truth what they look like. */
function placesOf(scan: LineScan, node: RuleLine, family: Family): Place[] {
  const places: Place[] = [];
  for (let index = 0; index < scan.values; index += 1) {
    const start = (scan.starts[index] as number) - scan.from;
    const end = (scan.ends[index] as number) - scan.from;
    const option = node.options.find(({ values: [value] }) => value?.start === start && value.end === end);
    const kind = option && plainKindOf(option);
    if (!option || !kind) continue;
    const isQuoted = option.values[0]?.quoted === true;
    places.push({ index, isQuoted, option, isPlain: plainForm(kind, family), check: checkOfValue(kind) });
  }
  return places;
}

/** The plain addresses are those of IPv4. */
function plainForm(kind: ValueKind, family: Family): PlainForm | undefined {
  const form = plainKinds.get(kind);
  return family === 'ipv4' || form === isPlainPort ? form : undefined;
}

function plainKindOf({ fact, negation, values, attached, uncertain }: OptionNode): ValueKind | undefined {
  const [value] = values;
  if (!fact || negation || attached || uncertain || !value || values.length > 1) return undefined;
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
    const word = wordAt(text, start, end, scan.from);
    if (place.check?.value(word, place.option, context)) return false;
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

function ruleOf(shape: Shape, scan: LineScan): RuleModel {
  const known = shape.rules.get(scan.layout);
  if (known) return known;
  const rule = moveRule(shape.rule, (offset) => shiftAt(shape, scan, offset));
  if (shape.rules.size < mostLayouts) shape.rules.set(scan.layout, rule);
  return rule;
}

/** How much further to the right stands what was at `offset` of the line the shape was made of. */
function shiftAt({ starts, ends, start }: Shape, scan: LineScan, offset: number): number {
  let shift = scan.start - scan.from - start;
  for (let index = 0; index < scan.values; index += 1) {
    if (offset <= (starts[index] as number)) break;
    shift = (scan.ends[index] as number) - scan.from - (ends[index] as number);
  }
  return shift;
}
