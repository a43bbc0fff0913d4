// A text put together out of pieces of another, and the way back: which place of the document a place of the
// text stands for. Rules within other files are read as such a text.

/** Characters `from` to `to` of the text stand for `start` to `end` of the document. */
interface Piece {
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
  /**
   * `copy`: the document has the same characters there, so that an edit of the one is an edit of the other. `blank`:
   * as many characters, all of which only part words. `translation`: other words that say the same.
   */
  readonly kind: 'copy' | 'blank' | 'translation';
  /** Of a translation that is a variable's value. */
  readonly origin?: Origin;
}

/** A span of offsets, here of the text, there of the document. */
export interface Offsets {
  readonly start: number;
  readonly end: number;
}

/** Where the document gives a variable the value that stands in the text. */
export interface Origin extends Offsets {
  readonly variable: string;
}

export class MappedText {
  constructor(
    readonly text: string,
    /** In the order of the text, without gaps between those of one line. */
    private readonly pieces: readonly Piece[],
  ) {}

  /** Where in the document a span of the text stands; undefined when all of it was made up. */
  toDocument(from: number, to: number): Offsets | undefined {
    const touched = this.pieces.filter((piece) => piece.from < to && from < piece.to);
    const first = touched[0] ?? this.pieces.find((piece) => piece.from <= from && to <= piece.to);
    const last = touched.at(-1) ?? first;
    if (!first || !last) return undefined;
    const start = first.kind === 'translation' ? first.start : first.start + Math.max(0, from - first.from);
    const end = last.kind === 'translation' ? last.end : last.end - Math.max(0, last.to - to);
    return start <= end ? { start, end } : { start: first.start, end: first.end };
  }

  /** The same for a span that is to be replaced: undefined unless every character of it stands in the document too. */
  toEditable(from: number, to: number): Offsets | undefined {
    const span = this.toDocument(from, to);
    return span && span.end - span.start === to - from && this.isCopied(from, to) ? span : undefined;
  }

  /** For a span that is just the value of a variable: where the variable is given it. */
  toOrigin(from: number, to: number): Origin | undefined {
    return this.pieces.find((piece) => piece.from === from && piece.to === to)?.origin;
  }

  /** The place of the text that a place of the document is shown at; undefined when the text has none of it. */
  toText(offset: number): number | undefined {
    const touching = this.pieces.filter(({ start, end }) => start <= offset && offset <= end);
    // Where two pieces meet, the place is in the word that ends there, as it is for whoever types.
    const piece = touching.find(({ start }) => start < offset) ?? touching[0];
    if (!piece) return undefined;
    return piece.kind === 'translation' ? piece.to : piece.from + offset - piece.start;
  }

  private isCopied(from: number, to: number): boolean {
    const touched = this.pieces.filter((piece) => piece.from <= to && from <= piece.to);
    // Something new may stand between two words as well.
    if (from === to) return touched.some(({ kind }) => kind !== 'translation');
    const copies = touched.filter(({ kind }) => kind === 'copy');
    const length = ({ from: begin, to: end }: Piece) => Math.min(to, end) - Math.max(from, begin);
    return copies.reduce((sum, piece) => sum + length(piece), 0) === to - from;
  }
}

/** Puts a text together, piece by piece. */
export class MappedTextBuilder {
  private text = '';
  private readonly pieces: Piece[] = [];

  /** Text that stands nowhere in the document. */
  make(text: string): this {
    this.text += text;
    return this;
  }

  /** Text that stands in the document as it is, from `start` on. */
  copy(text: string, start: number): this {
    return this.append(text, start, start + text.length, 'copy');
  }

  /** Blanks for what parts two words of the document, character for character. */
  part({ start, end }: Offsets): this {
    return this.append(' '.repeat(end - start), start, end, 'blank');
  }

  /** Text that the document has in other words: quoted in another way, or as the name of a variable. */
  translate(text: string, { start, end }: Offsets, origin?: Origin): this {
    return this.append(text, start, end, 'translation', origin);
  }

  /** What another builder has put together. */
  add(other: MappedTextBuilder): this {
    const shift = this.text.length;
    for (const piece of other.pieces) {
      this.pieces.push({ ...piece, from: piece.from + shift, to: piece.to + shift });
    }
    this.text += other.text;
    return this;
  }

  build(): MappedText {
    return new MappedText(this.text, this.pieces);
  }

  private append(text: string, start: number, end: number, kind: Piece['kind'], origin?: Origin): this {
    const from = this.text.length;
    this.text += text;
    this.pieces.push({ from, to: this.text.length, start, end, kind, ...(origin && { origin }) });
    return this;
  }
}
