// A few hundred lines of a text, which is kept as such pieces: a version of a text shares with the one before all of
// them but those that an edit touches.
const feed = 10;

/** An edit costs the lines of the pieces it touches, and the number of pieces: this is small for both. */
const mostLines = 512;

/** Whole lines: only the last piece of a text may end without a line feed. */
export class Piece {
  private knownReturn: boolean | undefined;

  constructor(
    readonly text: string,
    /** Where each line begins. */
    private readonly starts: Int32Array,
  ) {}

  /** Whether there is a carriage return in it. */
  get hasReturn(): boolean {
    return (this.knownReturn ??= this.text.includes('\r'));
  }

  /** How many lines it has. */
  get count(): number {
    return this.starts.length;
  }

  startOf(index: number): number {
    return this.starts[index] as number;
  }

  /** Behind the last letter of a line, before its line feed. */
  endOf(index: number): number {
    const end = this.endWithFeed(index);
    return this.isEnded(index) ? end - 1 : end;
  }

  /** Whether a line feed ends the line. */
  isEnded(index: number): boolean {
    return index + 1 < this.starts.length || this.text.charCodeAt(this.text.length - 1) === feed;
  }

  textOf(index: number): string {
    return this.text.slice(this.startOf(index), this.endOf(index));
  }

  private endWithFeed(index: number): number {
    return index + 1 < this.starts.length ? this.startOf(index + 1) : this.text.length;
  }
}

/** The pieces of a text that begins where a line does, all about as long as each other. */
export function cutText(text: string): Piece[] {
  const starts = lineStarts(text);
  const count = Math.ceil(starts.length / mostLines);
  return Array.from({ length: count }, (_, index) => {
    const own = starts.slice(share(index), share(index + 1));
    const start = own[0] as number;
    const end = starts[share(index + 1)] ?? text.length;
    for (let line = 0; line < own.length; line += 1) own[line] = (own[line] as number) - start;
    return new Piece(text.slice(start, end), own);
  });

  function share(index: number): number {
    return Math.floor((index * starts.length) / count);
  }
}

/** Whether so few lines had better be one piece with the lines beside them. */
export function isSmall({ count }: Piece): boolean {
  return count < mostLines / 8;
}

function lineStarts(text: string): Int32Array {
  let starts = new Int32Array(mostLines);
  let count = 0;
  for (let start = 0; start < text.length; count += 1) {
    if (count === starts.length) starts = grown(starts);
    starts[count] = start;
    const end = text.indexOf('\n', start);
    start = end < 0 ? text.length : end + 1;
  }
  return starts.subarray(0, count);
}

function grown(starts: Int32Array): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(starts.length * 2);
  longer.set(starts);
  return longer;
}
