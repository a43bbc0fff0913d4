// One quick look at a rule line, before anything is parsed: which of its words may be plain values (numbers,
// addresses, quoted texts), and numbers to find lines by that read alike. Hardly any two lines of a large file are
// the same, but most differ in nothing else.

const tab = 9;
const space = 32;
const quote = 34;
const zero = 48;
const colon = 58;
const openBracket = 91;
const closeBracket = 93;
const backslash = 92;

/** How many values a scan tells apart from the rest, and how long each may be: their lengths fit into one number. */
const maximumValues = 4;
const bitsOfLength = 6;
const longestValue = 2 ** bitsOfLength - 1;
/** Longer ones are rare enough to be analysed one by one. */
const longestStart = 100;
const longestText = 1000;

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
  /** How many words may be plain values. */
  values = 0;
  readonly starts = new Int32Array(maximumValues);
  readonly ends = new Int32Array(maximumValues);
  /** Equal for lines that differ in nothing but plain values. */
  shape = 0;
  /** Equal for lines whose rules are the same text. */
  rule = 0;
  /** The start and the lengths of all values: with the same shape, all words stand at the same offsets. */
  layout = 0;
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
  // and to read a slice takes several times as long. The multiplications are those of the hash FNV-1a.
  private readWords(text: string): void {
    const { to } = this;
    let shape = 0x811c9dc5;
    let rule = shape;
    let values = 0;
    let layout = this.start - this.from;
    let isBehindBlank = true;
    for (let at = this.start; at < to; at += 1) {
      const code = text.charCodeAt(at);
      const end = isBehindBlank && values < maximumValues ? endOfValue(text, at, to, code) : at;
      if (end > at) {
        for (let inside = at; inside < end; inside += 1) {
          rule = Math.imul(rule ^ text.charCodeAt(inside), 0x01000193);
        }
        this.starts[values] = at;
        this.ends[values] = end;
        layout = (layout << bitsOfLength) | (end - at);
        values += 1;
        if (code === quote) shape = ~shape;
        at = end - 1;
      } else {
        shape = Math.imul(shape ^ code, 0x01000193);
      }
      isBehindBlank = code === space;
    }
    this.values = values;
    this.layout = layout;
    this.shape = shape;
    this.rule = Math.imul(shape, 0x01000193) ^ rule;
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
