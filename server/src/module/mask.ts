// text → masked text: the first step before tree-sitter, whose grammar is C as the standard has it. Words and lines
// that only the kernel's compiler understands are replaced by others of the same length, so that every position in
// the masked text is the same position in the user's.

/** Annotations of declarations and types: they say nothing that the model needs. */
const annotations = new Set(
  (
    '__init __exit __initdata __exitdata __initconst __net_init __net_exit __net_initdata __read_mostly ' +
    '__ro_after_init __always_inline __must_check __maybe_unused __always_unused __used __unused __percpu __rcu ' +
    '__user __kernel __iomem __force __cold __hot __pure __packed __weak __visible __bitwise noinline ' +
    '__always_inline notrace asmlinkage __refdata __cacheline_aligned ____cacheline_aligned ' +
    '____cacheline_aligned_in_smp __malloc __printf __aligned __acquires __releases __must_hold __counted_by ' +
    'noinline_for_stack __init_or_module __ref __sched __flatten __attribute_const__ __nocast'
  ).split(' '),
);

/** What has its own place for a type in the grammar, or no argument at all. */
const typeOperators = new Set([
  'sizeof',
  'offsetof',
  '__builtin_offsetof',
  '__alignof__',
  '_Alignof',
  'return',
  'case',
]);

/** `unsigned int` where an argument ends: the grammar takes one word of it for a name. */
const compoundType = /^(?:\s+(?:int|long|char|short))+\s*[,)]/;

/** `static DEFINE_SPINLOCK(lock);` is a declaration that only the preprocessor sees; the grammar reads a call well. */
const declaringMacro = /^\s+[A-Z][A-Z0-9_]+\s*\(/;

/** What macros that open a loop are called: `list_for_each_entry`, `do_each_pid_task`, `LIST_FOREACH`. */
const loopName = /^(?!while_)(?:\w*_)?(?:for_?)?each(?:_|$)/i;

/** `foo *` where an argument ends. */
const pointerType = /^(\s*\w+\s*)(\*[\s*]*)(?=[,)])/;

/** What comes behind the first word of a type that is an argument by itself. */
const typeArgument = /^\s+\w+[\s*]*[,)]/;

/** `ICMP_ECHO ... ICMP_TIMESTAMP:` behind a `case`. */
const caseRange = /^([^:;{}\n]*?)(\.\.\.[^:;{}\n]*):/;

/** The last parameter of `#define DEBUGP(format, args...)`. */
const namedVariadic = /^(\s*#\s*define\s+\w+\([^)\n]*?)(\w+)\s*\.\.\.\s*\)/;

const typeKeywords = new Set(['struct', 'union', 'enum']);
const typeModifiers = new Set(['unsigned', 'signed', 'long', 'short']);
const wordStart = /[A-Za-z_]/;
const wordAt = /[A-Za-z_0-9]+/y;
const spaceAt = /\s*/y;

/** A bracket that is open where the scan is. */
interface Open {
  readonly bracket: string;
  /** The word before it: the name of the macro or function that is called. */
  readonly word: string;
  readonly initializer: boolean;
}

/** The same text, of the same length and with the same lines, in C that the grammar knows. */
export function mask(text: string): string {
  return new Mask(text).run();
}

class Mask {
  private readonly pieces: string[] = [];
  private readonly open: Open[] = [];
  private copied = 0;
  private position = 0;
  /** The last character that is neither space nor comment, and the last word. */
  private previous = '';
  private word = '';

  constructor(private readonly text: string) {}

  run(): string {
    while (this.position < this.text.length) this.step();
    this.pieces.push(this.text.slice(this.copied));
    return this.pieces.join('');
  }

  private step(): void {
    const character = this.text.charAt(this.position);
    if (wordStart.test(character)) return this.takeWord();
    if (/\s/.test(character)) return void this.position++;
    if (this.text.startsWith('//', this.position)) return this.skipTo(this.endOfLine(this.position));
    if (this.text.startsWith('/*', this.position)) return this.skipTo(this.after('*/', this.position + 2));
    if (character === '#' && this.startsLine()) return this.takeDirective();
    if (character === '"' || character === "'") this.skipTo(this.endOfLiteral(character));
    else this.takeBracket(character);
    this.previous = character;
  }

  private takeBracket(character: string): void {
    this.position++;
    if (character === '(' || character === '[' || character === '{') {
      const inherited = this.open.at(-1)?.initializer === true && character === '{';
      const initializer = character === '{' && (this.previous === '=' || inherited);
      this.open.push({ bracket: character, word: this.word, initializer });
    } else if (character === ')' || character === ']' || character === '}') {
      this.open.pop();
    }
    this.word = '';
  }

  private takeWord(): void {
    wordAt.lastIndex = this.position;
    const word = wordAt.exec(this.text)?.[0] ?? '';
    const start = this.position;
    this.position += word.length;
    if (annotations.has(word)) return this.blank(start, this.endOfArguments(word));
    if (typeKeywords.has(word) && this.isTypeArgument()) {
      this.blank(start, this.position);
      return this.blankPointers();
    }
    if (typeModifiers.has(word) && this.isTypeArgument() && compoundType.test(this.rest)) {
      return this.blank(start, this.position);
    }
    if (word === 'scoped_guard' && this.nextCharacter() === '(') {
      return this.blank(start, this.endOfParentheses());
    }
    if (word === 'case') this.blankRange();
    if (word === 'typeof' && this.nextCharacter() === '(') return this.nameType(start);
    if (word === 'static' && declaringMacro.test(this.text.slice(this.position, this.position + 80))) {
      return this.blank(start, this.position);
    }
    if (isLevel(word) && wordStart.test(this.nextCharacter())) return this.blank(start, this.position);
    if (loopName.test(word) && this.isLoop(word)) this.replace(start, 'while'.padEnd(word.length));
    this.word = word;
    this.previous = word.charAt(word.length - 1);
  }

  /** `__aligned(8)` goes with its argument. */
  private endOfArguments(word: string): number {
    const takesArguments = /^__(?:printf|aligned|acquires|releases|must_hold|counted_by)$/.test(word);
    if (!takesArguments || this.nextCharacter() !== '(') return this.position;
    return this.after(')', this.position);
  }

  /** `XTOPT_POINTER(struct xt_tee_tginfo, gw)`: the grammar knows no type as an argument. */
  private isTypeArgument(): boolean {
    const call = this.open.at(-1);
    if (call?.bracket !== '(' || (this.previous !== '(' && this.previous !== ',')) return false;
    if (/^[A-Z][A-Z0-9_]+$/.test(call.word)) return true;
    // Outside of braces this may be a list of parameters.
    const isCall = call.word !== '' && !typeOperators.has(call.word);
    return isCall && this.open.some(({ bracket }) => bracket === '{') && typeArgument.test(this.rest);
  }

  /** The stars after a type as an argument: `struct foo *` is `foo` to the grammar. */
  private blankPointers(): void {
    const [, type = '', stars = ''] = pointerType.exec(this.rest) ?? [];
    const start = this.position + type.length;
    if (stars !== '') this.blank(start, start + stars.length);
  }

  /** The grammar knows no ranges of cases; the first stands for all. */
  private blankRange(): void {
    const [, first = '', others] = caseRange.exec(this.rest) ?? [];
    const start = this.position + first.length;
    if (others !== undefined) this.blank(start, start + others.length);
  }

  /** `typeof(*e)` is a type of which the grammar only wants a name. */
  private nameType(start: number): void {
    const end = this.endOfParentheses();
    const length = end - start;
    if (this.text.slice(start, end).includes('\n')) return;
    this.replace(start, 'typeof'.padEnd(length, '_'));
    this.word = 'typeof';
    this.previous = '_';
  }

  /** `list_for_each_entry(…) {` is a loop where a statement begins; `bus_for_each_dev(…);` is a call. */
  private isLoop(word: string): boolean {
    if (word.length < 5 || this.nextCharacter() !== '(' || !/^[{};)]$/.test(this.previous)) return false;
    return !/^\s*;/.test(this.text.slice(this.endOfParentheses()));
  }

  /** Behind the parenthesis that closes the one that is next; strings and comments with one of them are rare. */
  private endOfParentheses(): number {
    let depth = 0;
    for (let at = this.position; at < this.text.length; at++) {
      const character = this.text.charAt(at);
      if (character === '(') depth++;
      if (character === ')' && --depth === 0) return at + 1;
    }
    return this.text.length;
  }

  /** Inside an initializer the grammar has no room for `#if`: the line is blanked, its branches stay. */
  private takeDirective(): void {
    let end = this.endOfLine(this.position);
    while (end < this.text.length && this.text.charAt(end - 1) === '\\') end = this.endOfLine(end + 1);
    const [, head = '', name] = namedVariadic.exec(this.text.slice(this.position, end)) ?? [];
    if (this.open.at(-1)?.initializer === true) return this.blank(this.position, end);
    if (name !== undefined) {
      this.blank(this.position + head.length, this.position + head.length + name.length);
    }
    this.skipTo(end);
  }

  private startsLine(): boolean {
    const lineStart = this.text.lastIndexOf('\n', this.position - 1) + 1;
    return this.text.slice(lineStart, this.position).trim() === '';
  }

  /** What is not read yet, as far as a pattern may want to look. */
  private get rest(): string {
    return this.text.slice(this.position, this.position + 120);
  }

  private nextCharacter(): string {
    spaceAt.lastIndex = this.position;
    spaceAt.exec(this.text);
    return this.text.charAt(spaceAt.lastIndex);
  }

  private endOfLine(from: number): number {
    const end = this.text.indexOf('\n', from);
    return end < 0 ? this.text.length : end;
  }

  private after(mark: string, from: number): number {
    const at = this.text.indexOf(mark, from);
    return at < 0 ? this.text.length : at + mark.length;
  }

  /** A string or character ends at its quote, or at the end of the line that forgot it. */
  private endOfLiteral(quote: string): number {
    for (let at = this.position + 1; at < this.text.length; at++) {
      const character = this.text.charAt(at);
      if (character === '\\') at++;
      else if (character === quote) return at + 1;
      else if (character === '\n') return at;
    }
    return this.text.length;
  }

  private skipTo(end: number): void {
    this.position = end;
  }

  private blank(start: number, end: number): void {
    this.replace(start, this.text.slice(start, end).replace(/[^\n\r]/g, ' '));
  }

  private replace(start: number, replacement: string): void {
    this.pieces.push(this.text.slice(this.copied, start), replacement);
    this.copied = start + replacement.length;
    this.position = this.copied;
  }
}

/** `printk(KERN_INFO pr_fmt("…"))`: before anything but a string the grammar has no place for the level. */
function isLevel(word: string): boolean {
  return word.startsWith('KERN_');
}
