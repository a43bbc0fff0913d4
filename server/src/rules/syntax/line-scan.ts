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

  // The multiplications are those of the hash FNV-1a.
  read(text: string): void {
    this.isPlain = this.findStart(text);
    let shape = 0x811c9dc5;
    let rule = shape;
    let values = 0;
    let layout = this.start;
    let isBehindBlank = true;
    for (let at = this.start; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      const end = isBehindBlank && values < maximumValues ? endOfValue(text, at, code) : at;
      if (end > at) {
        for (let inside = at; inside < end; inside += 1) {
          rule = Math.imul(rule ^ text.charCodeAt(inside), 0x01000193);
        }
        this.starts[values] = at;
        this.ends[values] = end;
        layout = (layout << bitsOfLength) | (end - at);
        values += 1;
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
    let at = 0;
    let isUsual = text.length <= longestText;
    if (text.charCodeAt(0) === openBracket) {
      at = text.indexOf(']') + 1;
      isUsual &&= at > 0 && areCounters(text, at - 1);
    }
    while (at < text.length && (text.charCodeAt(at) === space || text.charCodeAt(at) === tab)) at += 1;
    this.start = at;
    return isUsual && at <= longestStart;
  }
}

/** `[12:3456]`: nothing but digits on both sides of the colon. */
function areCounters(text: string, close: number): boolean {
  let colons = 0;
  for (let at = 1; at < close; at += 1) {
    const code = text.charCodeAt(at);
    if (code === colon) colons += 1;
    else if (!isDigit(code)) return false;
    if (code === colon && (at === 1 || at === close - 1)) return false;
  }
  return colons === 1 && text.charCodeAt(close) === closeBracket;
}

/** The end of the plain value that begins at `start`; `start` itself when it is none. */
function endOfValue(text: string, start: number, first: number): number {
  if (first === quote) return endOfQuoted(text, start);
  if (!isValueLetter(first)) return start;
  const limit = Math.min(text.length, start + longestValue);
  let at = start + 1;
  while (at < limit && isValueLetter(text.charCodeAt(at))) at += 1;
  return endsWord(text, at) ? at : start;
}

/** The end of a text in quotes without escapes and without letters of more than a byte. */
function endOfQuoted(text: string, start: number): number {
  const limit = Math.min(text.length, start + longestValue);
  for (let at = start + 1; at < limit; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) return endsWord(text, at + 1) ? at + 1 : start;
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

function endsWord(text: string, at: number): boolean {
  return at === text.length || text.charCodeAt(at) === space;
}
