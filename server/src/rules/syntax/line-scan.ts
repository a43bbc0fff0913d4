// One quick look at a rule line, before anything is parsed: which of its words may be plain values (numbers,
// addresses, quoted texts) or names of chains, and numbers to find lines by that read alike or say the same. Hardly any
// two lines of a large file are the same, but most differ in nothing else.

const tab = 9;
const space = 32;
const bang = 33;
const quote = 34;
const dash = 45;
const zero = 48;
const colon = 58;
const openBracket = 91;
const closeBracket = 93;
const backslash = 92;
const underscore = 95;

/** How many values a scan tells apart from the rest, and how long each may be. */
const maximumValues = 8;
const longestValue = 255;
/** Longer ones are rare enough to be analysed one by one. */
const longestStart = 100;
const longestText = 1000;

/** Those of the hash FNV-1a. */
const basis = 0x811c9dc5;
const prime = 0x01000193;

/**
 * What was seen in the line last read. One object serves all lines: it is filled anew for each, since a file of
 * 100,000 lines would otherwise leave as many of them to the garbage collector.
 */
export class LineScan {
  /** The line. */
  from = 0;
  to = 0;
  /** Where the rule begins, behind `[packets:bytes]` and blanks. */
  start = 0;
  /** How many words may be plain values, or names of chains. */
  values = 0;
  readonly starts = new Int32Array(maximumValues);
  readonly ends = new Int32Array(maximumValues);
  /** Equal for lines that differ in nothing but plain values and names. */
  shape = 0;
  /** Equal for rules that say the same: in whatever order their options stand, and whatever their comments. */
  rule = 0;
  /** Whether the line is of a form whose analysis can serve for other lines. */
  isPlain = false;

  /** Reads the line from offset `from` to `to` of a text. All offsets of the scan are offsets of that text. */
  read(text: string, from: number, to: number): void {
    this.from = from;
    this.to = to;
    this.isPlain = this.findStart(text);
    this.readWords(text);
  }

  // Letters are read out of the whole text of a file, not out of the text of the line: that is a slice of the former,
  // and to read a slice takes several times as long.
  private readWords(text: string): void {
    const { to } = this;
    let shape = basis;
    let rule = 0;
    /** Of the option being read, with its values; 0 for one that does not count. */
    let option = basis;
    let isInverted = false;
    let isBehindJump = false;
    this.values = 0;
    for (let at = this.start; at < to;) {
      const code = text.charCodeAt(at);
      if (code === space) {
        shape = Math.imul(shape ^ space, prime);
        at += 1;
        continue;
      }
      const valueEnd = this.values < maximumValues ? endOfHole(text, at, to, code, isBehindJump) : at;
      const isValue = valueEnd > at;
      const end = isValue ? valueEnd : endOfWord(text, at, to);
      const word = hashOf(text, at, isValue ? endOfSaid(text, at, end) : end);
      if (isValue) {
        this.starts[this.values] = at;
        this.ends[this.values] = end;
        this.values += 1;
        shape = code === quote ? ~shape : Math.imul(shape, prime);
      } else shape = Math.imul(shape ^ word, prime);
      if (code === dash && !isValue) {
        rule = (rule + spread(option)) | 0;
        option = isSilent(text, at, end) ? 0 : isInverted ? ~word : word;
        isInverted = false;
        isBehindJump = namesChain(text, at, end);
      } else {
        if (code === bang && end === at + 1) isInverted = true;
        else if (option !== 0) option = Math.imul(option, prime) ^ word;
        isBehindJump = false;
      }
      at = end;
    }
    this.shape = shape;
    this.rule = (rule + spread(option)) | 0;
  }

  /** Finds the start of the rule, and says whether what stands before it is of the usual form. */
  private findStart(text: string): boolean {
    const { from, to } = this;
    let at = from;
    let isUsual = to - from <= longestText;
    if (from < to && text.charCodeAt(from) === openBracket) {
      at = endOfCounters(text, from, to);
      isUsual &&= areCounters(text, from, at);
    }
    while (at < to && (text.charCodeAt(at) === space || text.charCodeAt(at) === tab)) at += 1;
    this.start = at;
    return isUsual && at - from <= longestStart;
  }
}

/** Behind the closing bracket; where the line begins when it has none. */
function endOfCounters(text: string, from: number, to: number): number {
  for (let at = from; at < to; at += 1) if (text.charCodeAt(at) === closeBracket) return at + 1;
  return from;
}

/** `[12:3456]`: nothing but digits on both sides of the colon. */
function areCounters(text: string, from: number, end: number): boolean {
  const close = end - 1;
  let colons = 0;
  for (let at = from + 1; at < close; at += 1) {
    const code = text.charCodeAt(at);
    if (code === colon && at > from + 1 && at < close - 1) colons += 1;
    else if (!isDigit(code)) return false;
  }
  return colons === 1;
}

function endOfWord(text: string, start: number, to: number): number {
  let at = start + 1;
  while (at < to && text.charCodeAt(at) !== space) at += 1;
  return at;
}

function hashOf(text: string, start: number, end: number): number {
  let hash = basis;
  for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), prime);
  return hash;
}

/** So that a sum of hashes depends on all bits of each; 0 stays 0. */
function spread(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return mixed ^ (mixed >>> 13);
}

/** `10.0.0.1/32` says no more than `10.0.0.1`. */
function endOfSaid(text: string, start: number, end: number): number {
  return end - start > 3 && text.startsWith('/32', end - 3) ? end - 3 : end;
}

/** A match that is loaded says nothing by itself; a comment never does. */
function isSilent(text: string, start: number, end: number): boolean {
  return (
    (end - start === 2 && text.charCodeAt(start + 1) === 109) ||
    (end - start === 9 && text.startsWith('--comment', start))
  );
}

/** `-A`, `-I`, `-j` and `-g`. */
function namesChain(text: string, start: number, end: number): boolean {
  if (end - start !== 2) return false;
  const letter = text.charCodeAt(start + 1);
  return letter === 65 || letter === 73 || letter === 106 || letter === 103;
}

/** The end of the plain value, or name, that begins at `start`; `start` itself when it is none. */
function endOfHole(text: string, start: number, to: number, first: number, isName: boolean): number {
  return isName ? endOfName(text, start, to) : endOfValue(text, start, to, first);
}

/**
 * The end of a name that is a chain's for all one can see: no target has other letters than capitals, nor has a chain
 * that is built in.
 */
function endOfName(text: string, start: number, to: number): number {
  const limit = Math.min(to, start + longestValue);
  let isTelling = false;
  let at = start;
  for (; at < limit; at += 1) {
    const code = text.charCodeAt(at);
    if (code === space) break;
    const isLetter = (code | 32) >= 97 && (code | 32) <= 122;
    if (!isLetter && !isDigit(code) && code !== dash && code !== underscore && code !== 46) return start;
    isTelling ||= !isLetter;
  }
  return isTelling && text.charCodeAt(start) !== dash && endsWord(text, at, to) ? at : start;
}

/** The end of the plain value that begins at `start`; `start` itself when it is none. */
function endOfValue(text: string, start: number, to: number, first: number): number {
  if (first === quote) return endOfQuoted(text, start, to);
  if (!isValueLetter(first)) return start;
  const limit = Math.min(to, start + longestValue);
  let at = start + 1;
  while (at < limit && isValueLetter(text.charCodeAt(at))) at += 1;
  return endsWord(text, at, to) ? at : start;
}

/** The end of a text in quotes without escapes and without letters of more than a byte. */
function endOfQuoted(text: string, start: number, to: number): number {
  const limit = Math.min(to, start + longestValue);
  for (let at = start + 1; at < limit; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) return endsWord(text, at + 1, to) ? at + 1 : start;
    if (code === backslash || code < space || code > 126) return start;
  }
  return start;
}

/** Digits, the letters of hexadecimal numbers, and what stands between the numbers of addresses and ranges. */
function isValueLetter(code: number): boolean {
  // From `.`, `/` and the digits up to `:`; then `a` to `f`.
  return (code >= 46 && code <= colon) || (code >= 97 && code <= 102);
}

function isDigit(code: number): boolean {
  return code >= zero && code <= zero + 9;
}

function endsWord(text: string, at: number, to: number): boolean {
  return at === to || text.charCodeAt(at) === space;
}
