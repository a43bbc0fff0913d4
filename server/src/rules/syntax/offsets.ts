// Where the pieces of a text begin, counted in lines or in characters.

/** Parts that lie end to end: where each begins, and which of them a place is in. */
export class Offsets {
  private readonly starts: Int32Array;

  constructor(lengths: readonly number[]) {
    this.starts = new Int32Array(lengths.length + 1);
    lengths.forEach((length, part) => (this.starts[part + 1] = this.startOf(part) + length));
  }

  /** Behind the last part. */
  get end(): number {
    return this.startOf(this.starts.length - 1);
  }

  startOf(part: number): number {
    return this.starts[part] as number;
  }

  /** The part a place is in, or begins; the last one for what is behind it. */
  partAt(place: number): number {
    let [low, high] = [0, this.starts.length - 2];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.startOf(middle) <= place) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
