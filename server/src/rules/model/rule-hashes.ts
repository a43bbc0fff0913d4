// Which rules may say the same as another: those whose hash some other rule has, too. Hardly any of a large file does,
// so that whoever looks for rules that stand twice has hardly any to compare.
//
// All versions of a file share one object, to which each adds the rules it has and the one before had not. Nothing is
// taken away: a hash that is repeated in none but earlier versions costs a look in vain, and no more. When there are too
// many of those, the rules are counted anew.
import type { Lines } from './lines';

/** How many hashes may be repeated only in earlier versions, beside as many as are so in this one. */
const mostInVain = 1000;

export class RuleHashes {
  private slots = new Int32Array(1024);
  private size = 0;
  private readonly repeated = new Set<number>();
  /** A bit of each repeated hash, so that hardly one that is not is looked for. */
  private readonly filter = new Int32Array(2048);
  private limit = Infinity;

  /** Of all rules of a file. */
  static of(lines: Lines): RuleHashes {
    const hashes = new RuleHashes();
    for (const { models, hashes: column } of lines.pieces) {
      models.forEach(({ rule }, index) => {
        if (rule?.isDecisive) hashes.add(column[index] as number);
      });
    }
    hashes.limit = hashes.repeated.size * 2 + mostInVain;
    return hashes;
  }

  /** Adds a rule that no version of the file has had so far. */
  add(hash: number): void {
    const slot = this.slotOf(hash);
    if (this.slots[slot] !== 0) {
      this.repeated.add(cellOf(hash));
      this.filter[filterCell(hash)] = (this.filter[filterCell(hash)] as number) | (1 << (hash & 31));
      return;
    }
    this.slots[slot] = cellOf(hash);
    this.size += 1;
    if (this.size * 2 > this.slots.length) this.grow();
  }

  /** Whether two rules may have it. */
  isRepeated(hash: number): boolean {
    const mayBe = (this.filter[filterCell(hash)] as number) & (1 << (hash & 31));
    return mayBe !== 0 && this.repeated.has(cellOf(hash));
  }

  /** Whether it is time to count anew. */
  get isOutdated(): boolean {
    return this.repeated.size > this.limit;
  }

  /** The slot that holds the hash, or is free for it. */
  private slotOf(hash: number): number {
    const mask = this.slots.length - 1;
    const cell = cellOf(hash);
    let slot = cell & mask;
    while (this.slots[slot] !== 0 && this.slots[slot] !== cell) slot = (slot + 1) & mask;
    return slot;
  }

  private grow(): void {
    const before = this.slots;
    this.slots = new Int32Array(before.length * 2);
    for (const cell of before) if (cell !== 0) this.slots[this.slotOf(cell)] = cell;
  }
}

/** 0 is a slot that is free; two hashes that share a cell are compared in vain. */
function cellOf(hash: number): number {
  return hash === 0 ? 1 : hash;
}

function filterCell(hash: number): number {
  return (hash >>> 5) & 2047;
}
