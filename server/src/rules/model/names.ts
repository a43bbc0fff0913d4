// The names of chains and targets that lines have said, as numbers: a walk over 100,000 lines looks its chains up by
// them, which is an access to an array where a name would be hashed and compared.

/** In the place of a number: no name. */
export const noName = -1;

export class Names {
  private readonly numbers = new Map<string, number>();
  private readonly texts: string[] = [];

  get size(): number {
    return this.texts.length;
  }

  /** The number of a name, from now on. */
  numberOf(name: string): number {
    const known = this.numbers.get(name);
    if (known !== undefined) return known;
    this.numbers.set(name, this.texts.length);
    this.texts.push(name);
    return this.texts.length - 1;
  }

  /** The number of a name that some line has said. */
  find(name: string): number {
    return this.numbers.get(name) ?? noName;
  }

  textOf(number: number): string {
    return this.texts[number] ?? '';
  }
}
