// The shape of a check of rule files. A check says when it wants to be asked: for a problem of the parser or a
// fault of the model, for the value of an option, for a whole rule, or for the whole file. The first three look at
// one line alone, so their findings are kept with the line and survive edits elsewhere.
import type { CheckDescription, Severity, Tier } from '../../check';
import type { ExtensionFact, ValueKind } from '../facts/fact';
import type { Fault, FaultCode } from '../model/fault';
import type { Lines } from '../model/lines';
import type { Ruleset } from '../model/ruleset';
import type { Consumer, Profile } from '../profile';
import type { Grammar } from '../syntax/grammar';
import type { ShadowedTargets } from '../syntax/parser';
import type { SyntaxProblem, SyntaxProblemCode } from '../syntax/problem';
import type { LineNode, OptionNode, RuleLine, Span, Word } from '../syntax/tree';

/** An edit within the line of the finding, or of another line. */
export interface LineEdit extends Span {
  readonly text: string;
  /** The line of the finding when left out. A line one past the last is the end of the file. */
  readonly line?: number;
  /** The line feed behind it is replaced too. */
  readonly withEnding?: true;
}

export interface LineFix {
  readonly title: string;
  readonly edits: readonly LineEdit[];
}

/** A fault found in a line; offsets are those of the line. */
export interface LineFinding extends Span {
  readonly message: string;
  /** Where it is not the check's own: what one variant's parser refuses may be left to the kernel by the other. */
  readonly tier?: Tier;
  readonly severity?: Severity;
  readonly fixes?: readonly LineFix[];
  readonly unnecessary?: boolean;
  /** The fault it is told as, where that has a name of its own. */
  readonly as?: NamedFault;
  /** What the kernel half of an extension says against it; workspace/ knows where that stands. */
  readonly limit?: BrokenLimit;
  readonly related?: readonly {
    readonly line: number;
    readonly start: number;
    readonly end: number;
    readonly message: string;
  }[];
}

/** A field of the kernel's registration of an extension, which a rule does not keep to. */
export interface BrokenLimit {
  readonly extension: Pick<ExtensionFact, 'kind' | 'name'>;
  readonly field: 'table' | 'hooks' | 'proto';
}

export interface RulesetFinding extends LineFinding {
  readonly line: number;
}

/** What a check of one line may ask for. */
export interface LineContext {
  readonly text: string;
  readonly rule: RuleLine;
  readonly grammar: Grammar;
  readonly profile: Profile;
  /** Targets that are chains by now, since the file has declared chains of their names. */
  readonly shadowed: ShadowedTargets;
}

/** What a check of the whole file may ask for. */
export interface RulesetContext {
  readonly ruleset: Ruleset;
  readonly lines: Lines;
  readonly grammar: Grammar;
  readonly profile: Profile;
  /** A line, parsed: cheap for the few lines something is said of. */
  readonly nodeOf: (line: number) => LineNode | undefined;
}

export interface RuleCheckDescription extends CheckDescription {
  /** For docs/checks: lines that have the fault, and the same put right. */
  readonly example: { readonly bad: string; readonly good: string };
  /** Whose rules have the fault; everybody's when left out. */
  readonly consumers?: readonly Consumer[];
}

export interface ProblemCheck extends RuleCheckDescription {
  readonly asks: 'problem';
  readonly problems: readonly SyntaxProblemCode[];
  problem(problem: SyntaxProblem, context: LineContext): LineFinding | undefined;
}

export interface ValueCheck extends RuleCheckDescription {
  readonly asks: 'value';
  readonly kinds: readonly ValueKind[];
  value(value: Word, option: OptionNode, context: LineContext): LineFinding | undefined;
}

/** Takes what a check finds: called back, since most lines are clean and an iterator for each would cost more. */
export type Report = (finding: LineFinding) => void;

export interface LineCheck extends RuleCheckDescription {
  readonly asks: 'line';
  /** iptables says so as it comes to the word, and not at the end of a line that it may never come to (`-V`, `-6`). */
  readonly isImmediate?: true;
  line(rule: RuleLine, context: LineContext, report: Report): void;
}

export interface FaultCheck extends RuleCheckDescription {
  readonly asks: 'fault';
  readonly faults: readonly FaultCode[];
  fault(fault: Fault, context: RulesetContext): RulesetFinding | undefined;
}

export interface RulesetCheck extends RuleCheckDescription {
  readonly asks: 'ruleset';
  ruleset(context: RulesetContext): Iterable<RulesetFinding>;
}

/** A fault that another check comes upon: it has a code, a severity and a page of its own. */
export interface NamedFault extends RuleCheckDescription {
  readonly asks: 'nothing';
}

export type RuleCheck = NamedFault | ProblemCheck | ValueCheck | LineCheck | FaultCheck | RulesetCheck;

/** The span of a part of a value, or of the whole word where quotes hide which letters are which. */
export function partOf(word: Word, from: number, to: number): Span {
  if (word.quoted) return { start: word.start, end: word.end };
  return { start: word.start + from, end: word.start + to };
}

/** How a diagnostic names the variant that does a thing while the other does not. */
export function variantName(profile: Profile): string {
  return profile.variant === 'legacy' ? 'iptables-legacy' : 'iptables-nft';
}
