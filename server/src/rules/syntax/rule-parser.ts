// A rule line → its options, as iptables' getopt loop reads them (iptables/xshared.c, do_parse): which word is an
// option and which is a value depends on the extensions the line has loaded before it.
import type { CoreOptionFact } from '../facts/core-options';
import type { OptionFact } from '../facts/fact';
import { isAtLeast } from '../profile';
import { parseCounters } from './counters';
import { findOption, isOpen } from './find-option';
import type { FoundOption } from './find-option';
import { coreByLetter } from './grammar';
import type { Grammar } from './grammar';
import { splitWords } from './lexer';
import type { ShadowedTargets } from './parser';
import { isPlaceholder } from './placeholder';
import type { SyntaxProblem, SyntaxProblemCode } from './problem';
import type { SourceLine } from './source';
import { joinMarkup } from './template';
import type { CoreOptionNode, ExtensionNode, OptionNode, RuleLine, Span, Word } from './tree';

/** iptables/xshared.h: MAX_ARGC 255, of which the program's name, `-t` and the table take three and the end one. */
const maximumWords = 251;
/** iptables/xshared.c, struct xt_param_buf: 1024 bytes with the terminating one. */
const maximumWordBytes = 1023;
/** The first version that reads a value attached to an option of its own, as in `-ptcp`. */
const readsAttachedValues = '1.8.11';
/** The options whose attached value older versions read wrongly. */
const attachedWrongly = 'psdjio';

export function parseRule(line: SourceLine, grammar: Grammar, shadowed: ShadowedTargets): RuleLine {
  const counters = parseCounters(line.text);
  const split = splitWords(line.text, counters.span?.end ?? 0, line.ending);
  const words = grammar.profile.consumer === 'template' ? joinMarkup(split, line.text) : split;
  const parser = new RuleParser(words, grammar, shadowed);
  if (counters.problem) parser.problems.push(counters.problem);
  else parser.parse();
  return {
    kind: 'rule',
    counters: counters.span,
    words,
    options: parser.options,
    command: parser.command,
    protocol: parser.protocol,
    extensions: parser.extensions,
    problems: parser.problems,
    isOpen: parser.isOpen,
    stop: parser.stop,
  };
}

class RuleParser {
  readonly options: OptionNode[] = [];
  readonly extensions: ExtensionNode[] = [];
  readonly problems: SyntaxProblem[] = [];
  command: CoreOptionNode | undefined;
  protocol: CoreOptionNode | undefined;
  stop: RuleLine['stop'] = undefined;
  isOpen = false;
  private index = 0;
  private negation: Word | undefined;
  private protocolLoaded = false;

  constructor(
    private readonly words: readonly Word[],
    private readonly grammar: Grammar,
    private readonly shadowed: ShadowedTargets,
  ) {}

  parse(): void {
    if (this.grammar.profile.consumer !== 'shell') this.checkLimits();
    while (this.index < this.words.length && this.stop === undefined) {
      const word = this.words[this.index] as Word;
      this.index += 1;
      const { value } = word;
      if (value === '!') this.negate(word);
      else if (value.charCodeAt(0) !== 45 || value.length === 1) this.stray(word);
      else if (value.charCodeAt(1) !== 45) this.cluster(word);
      else if (value.length > 2) this.long(word);
      else this.endOfOptions();
    }
    if (this.negation && this.stop === undefined) {
      this.report('negation', this.negation, '!', 'nothing appropriate follows it');
    }
  }

  /** Those of iptables-restore; a shell has others, far beyond. */
  private checkLimits(): void {
    const surplus = this.words[maximumWords];
    if (surplus) this.report('too-many-arguments', surplus, surplus.value);
    for (const word of this.words) {
      if (word.value.length * 3 > maximumWordBytes && Buffer.byteLength(word.value) > maximumWordBytes) {
        this.report('argument-too-long', word, word.value);
      }
    }
  }

  private negate(word: Word): void {
    if (this.negation) this.report('negation', word, '!', 'only one may stand before an option');
    this.negation = word;
  }

  private stray(word: Word): void {
    if (isPlaceholder(word.value)) {
      this.leaveOpen(word);
      return;
    }
    this.report('stray-argument', word, word.value);
    this.negation = undefined;
  }

  /** `$EXTRA` in the place of an option: options, for all we know, and matches that have the options behind it. */
  private leaveOpen(word: Word): void {
    this.isOpen = true;
    this.negation = undefined;
    this.extensions.push(unknownExtension(word, false));
    while (this.operand());
  }

  /** `--` alone ends the options; iptables takes no argument behind it. */
  private endOfOptions(): void {
    for (const word of this.words.slice(this.index)) this.report('stray-argument', word, word.value);
    this.index = this.words.length;
  }

  /** `--dport 22`, `--dport=22`, `--dpo 22`. */
  private long(word: Word): void {
    const equals = word.value.indexOf('=');
    const name = equals < 0 ? word.value.slice(2) : word.value.slice(2, equals);
    const found = this.find(name, equals >= 0);
    if (!found) this.unknown(word, equals < 0 ? undefined : attachedWord(word, equals + 1));
    else this.option(found, word, equals < 0 ? undefined : attachedWord(word, equals + 1));
  }

  private find(name: string, attached: boolean): FoundOption | undefined {
    const fits = (found: FoundOption | undefined) =>
      found && !(attached && takesNothingAttached(found.fact)) ? found : undefined;
    const found = fits(findOption(name, this.extensions, this.grammar.profile));
    if (found) return found;
    return this.loadProtocol() ? fits(findOption(name, this.extensions, this.grammar.profile)) : undefined;
  }

  /** `-p tcp` makes the options of the tcp match available, from the first option that nobody else knows on. */
  private loadProtocol(): boolean {
    const word = this.protocol?.values[0];
    if (word && !this.protocolLoaded && isPlaceholder(word.value)) {
      this.protocolLoaded = true;
      this.extensions.push(unknownExtension(word, true));
      return false;
    }
    const set = word && !this.protocolLoaded ? this.grammar.protocolMatch(word.value) : undefined;
    if (!word || !set) return false;
    this.protocolLoaded = true;
    this.extensions.push({
      kind: 'match',
      name: set.fact.name,
      word,
      implicit: true,
      set,
      options: [],
    });
    return true;
  }

  /** `-A`, `-vj ACCEPT`, `-ptcp`: letters, of which the first that takes a value takes the rest of the word. */
  private cluster(word: Word): void {
    for (let at = 1; at < word.value.length; at += 1) {
      const fact = coreByLetter.get(word.value.charAt(at));
      if (!fact) {
        this.unknown(word, undefined);
        return;
      }
      const isLast = at === word.value.length - 1;
      const takesRest = fact.value !== 'none' && !isLast;
      this.option({ fact, owner: undefined }, word, takesRest ? attachedWord(word, at + 1) : undefined);
      if (takesRest || this.stop !== undefined) return;
    }
  }

  private option(found: FoundOption, word: Word, attached: Word | undefined): void {
    const negation = this.negation;
    this.negation = undefined;
    const open = this.openExtensionAfter(found.owner);
    if (open && found.owner?.options.some(({ fact }) => fact === found.fact && !found.fact.repeatable)) {
      // Used before, and an extension nobody described stands between: it is that one's, for all we know.
      this.options.push(this.openOption(open, word, negation, attached));
      return;
    }
    const values = this.takeValues(found, word, attached);
    const isAttached = attached !== undefined;
    if (found.owner) {
      if (negation && !found.fact.invertible && !open) {
        this.report('negation', negation, '!', `\`--${found.fact.name}\` cannot be inverted`);
      }
      const { fact, owner } = found;
      const uncertain = open !== undefined;
      const node: OptionNode = { fact, owner, word, negation, values, attached: isAttached, uncertain };
      found.owner.options.push(node);
      this.options.push(node);
    } else {
      const { fact } = found;
      const node: CoreOptionNode = {
        fact,
        owner: undefined,
        word,
        negation,
        values,
        attached: isAttached,
        uncertain: false,
      };
      this.options.push(node);
      this.core(node);
    }
  }

  /** The extension nobody described that was loaded after `owner`; options of iptables itself are never in doubt. */
  private openExtensionAfter(owner: ExtensionNode | undefined): ExtensionNode | undefined {
    if (!owner) return undefined;
    for (let index = this.extensions.length - 1; index >= 0; index -= 1) {
      const extension = this.extensions[index] as ExtensionNode;
      if (extension === owner) return undefined;
      if (isOpen(extension)) return extension;
    }
    return undefined;
  }

  private takeValues(found: FoundOption, word: Word, attached: Word | undefined): Word[] {
    const { fact } = found;
    const values: Word[] = [];
    if (fact.value === 'none') return values;
    if (fact.optionalOperand) {
      const next = this.operand();
      return next ? [next] : values;
    }
    const optional = fact.optionalValue === true;
    const value = attached ?? (optional ? undefined : this.words[this.index]);
    if (!attached && !optional) this.index += 1;
    if (value) values.push(found.owner ? value : this.coreValue(found.fact, word, value, attached));
    else if (!optional) this.report('missing-value', word, optionName(word), 'it requires an argument');
    if (found.owner) this.takeFurtherArguments(found.fact, word, values);
    else this.takeOperands(found.fact, word, values);
    return values;
  }

  /** Before 1.8.11, `-ptcp` names the protocol `-ptcp`. */
  private coreValue(fact: CoreOptionFact, word: Word, value: Word, attached: Word | undefined): Word {
    if (!attached || !attachedWrongly.includes(fact.letter)) return value;
    if (isAtLeast(this.grammar.profile, readsAttachedValues)) return value;
    this.report('attached-value', word, word.value, fact.letter);
    return word;
  }

  private takeFurtherArguments(fact: OptionFact, word: Word, values: Word[]): void {
    for (let count = values.length; values.length > 0 && count < (fact.arguments ?? 1); count += 1) {
      const next = this.operand();
      if (next) values.push(next);
      else this.report('missing-value', word, optionName(word), `it requires ${fact.arguments} arguments`);
    }
  }

  private takeOperands(fact: CoreOptionFact, word: Word, values: Word[]): void {
    const operands = fact.value === 'counters' ? counterOperands(values[0]) : (fact.operands ?? []);
    const needed = fact.value === 'counters' ? operands.length : (fact.operandsNeeded ?? 0);
    // With its chain attached, `-Lchain` has the chain already.
    const wanted = fact.optionalValue && values.length > 0 ? operands.slice(1) : operands;
    // `-w "$@"` has seconds there, or the rest of the rule.
    const open = this.words[this.index];
    if (needed === 0 && fact.role !== 'command' && open && isPlaceholder(open.value)) return;
    wanted.forEach((_operand, position) => {
      const next = this.operand();
      if (next) values.push(next);
      else if (position < needed && values.length > 0) {
        this.report('missing-value', word, optionName(word), neededOperand(fact));
      }
    });
  }

  /** The next word, unless it begins like an option or a negation (iptables/xshared.c, xs_has_arg). */
  private operand(): Word | undefined {
    const next = this.words[this.index];
    if (!next || next.value.startsWith('-') || next.value.startsWith('!')) return undefined;
    this.index += 1;
    return next;
  }

  private core(node: CoreOptionNode): void {
    const { fact, word, values, negation } = node;
    if (negation && !fact.invertible && !fact.ignoresNegation) {
      this.report('negation', negation, '!', `none may stand before \`${optionName(word)}\``);
    }
    const [value] = values;
    if (fact.role === 'command') this.command ??= node;
    if (fact.role === 'exit') this.stop = 'exit';
    if (fact.role === 'family' && fact.name !== this.grammar.profile.family) this.stop = 'family';
    if (!value) return;
    if (fact.letter === 'p') this.protocol ??= node;
    if (fact.letter === 'm') this.loadMatch(value);
    if (fact.letter === 'j') this.loadTarget(value);
  }

  private loadMatch(word: Word): void {
    const set = this.grammar.match(word.value);
    const name = set?.fact.name ?? word.value;
    this.extensions.push({ kind: 'match', name, word, implicit: false, set, options: [] });
  }

  private loadTarget(word: Word): void {
    const name = word.value;
    if (name === '' || this.shadowed.has(name)) return;
    const set = this.grammar.target(name);
    this.extensions.push({ kind: 'target', name, word, implicit: false, set, options: [] });
  }

  /** An option nobody knows is an error, unless an extension nobody described is there to own it. */
  private unknown(word: Word, attached: Word | undefined): void {
    const negation = this.negation;
    this.negation = undefined;
    if (isPlaceholder(optionName(word))) {
      this.leaveOpen(word);
      return;
    }
    const open = this.extensions.findLast(isOpen);
    if (open) {
      this.options.push(this.openOption(open, word, negation, attached));
      return;
    }
    this.report('unknown-option', word, optionName(word));
    // What follows is most likely its value, and says nothing more of its own.
    while (!attached && this.operand());
  }

  private openOption(
    owner: ExtensionNode,
    word: Word,
    negation: Word | undefined,
    attached: Word | undefined,
  ): OptionNode {
    const values: Word[] = attached ? [attached] : [];
    if (!attached) for (let next = this.operand(); next; next = this.operand()) values.push(next);
    const node: OptionNode = {
      fact: undefined,
      owner,
      word,
      negation,
      values,
      attached: attached !== undefined,
      uncertain: true,
    };
    owner.options.push(node);
    return node;
  }

  private report(code: SyntaxProblemCode, { start, end }: Span, subject: string, detail?: string): void {
    this.problems.push({ code, start, end, subject, ...(detail !== undefined && { detail }) });
  }
}

/** Whatever match a variable may name or bring along. */
function unknownExtension(word: Word, implicit: boolean): ExtensionNode {
  return { kind: 'match', name: word.value, word, implicit, set: undefined, options: [] };
}

function takesNothingAttached({ value, optionalOperand }: OptionFact): boolean {
  return value === 'none' || optionalOperand === true;
}

/** The part of a word behind `offset` characters of its value. */
function attachedWord(word: Word, offset: number): Word {
  const start = word.quoted ? word.start : word.start + offset;
  return { start, end: word.end, value: word.value.slice(offset), quoted: word.quoted };
}

function optionName(word: Word): string {
  const equals = word.value.indexOf('=');
  return word.value.startsWith('--') && equals > 0 ? word.value.slice(0, equals) : word.value;
}

/** `-c 1,2` has both counters; `-c 1 2` takes a second argument. */
function counterOperands(value: Word | undefined): readonly 'counters'[] {
  return value && value.value.indexOf(',', 1) < 0 ? ['counters'] : [];
}

function neededOperand(fact: CoreOptionFact): string {
  if (fact.value === 'counters') return 'it requires packet and byte counter';
  const [operand] = fact.operands ?? [];
  if (operand === 'new-name') return 'it requires old-chain-name and new-chain-name';
  return operand === 'policy' ? 'it requires a chain and a policy' : 'it requires a rule number';
}
