// The commands of a table gone through again, for the few tables that take rules away or print them: which rules each
// chain has at some point, which are left when the table is loaded, and which the kernel never gets to see.
import { declaresAllChains } from '../profile';
import type { Profile } from '../profile';
import { Cell } from './chain-rows';
import type { Chains } from './chains';
import { NumberedChain } from './numbered-chain';
import type { TableModel } from './ruleset';

/** Rules of a file that are no more when their table is loaded. */
export interface RemovedRules {
  /** Lines whose rules no packet meets. */
  readonly lines: ReadonlySet<number>;
  /** Those among them that the kernel is not even shown. iptables-nft shows it a rule and then deletes it. */
  readonly unseen: ReadonlySet<number>;
}

export const nothingRemoved: RemovedRules = { lines: new Set(), unseen: new Set() };

export class TableReplay {
  private readonly chains = new Map<number, NumberedChain>();
  /** By chain, the lines that do something to its rules, since it was flushed. */
  private readonly about = new Map<number, number[]>();
  private readonly unseen = new Set<number>();
  /** Rules that iptables-nft still has, but empties their chain of. */
  private readonly emptied = new Set<number>();
  /** Lines that delete one of those. */
  readonly deletesTwice: number[] = [];
  private readonly added: number[] = [];

  constructor(
    private readonly all: Chains,
    private readonly isRule: Uint8Array,
    private readonly profile: Profile,
  ) {}

  /** Goes on by one line. */
  read(line: number): void {
    const { kind, rule } = this.all.lines.modelAt(line) ?? {};
    const chain = (this.all.ownerOf[line] ?? 0) - 1;
    if (kind === 'chain' && chain >= 0) this.declareAgain(chain);
    if (!rule?.isCarriedOut || this.isRule[line] !== 1) return;
    const letter = rule.command?.letter ?? '';
    if (letter === 'F') this.flush(chain);
    if (chain < 0) return;
    if ('AIRZ'.includes(letter)) this.aboutRules(chain).push(line);
    if (!'AIRD'.includes(letter)) return;
    if (letter !== 'D') this.added.push(line);
    const removed = this.rulesIn(chain).apply(line, rule, (other) => this.all.lines.textAt(other));
    if (letter === 'D' && removed !== undefined && this.emptied.has(removed)) this.deletesTwice.push(line);
  }

  /** The line of each rule of a chain; undefined when that is not certain. */
  linesOf(chain: number): readonly number[] | undefined {
    return this.rulesIn(chain).lines;
  }

  /** What is not certain to be there counts as removed. */
  removed(): RemovedRules {
    const left = new Set([...this.chains.values()].flatMap(({ lines }) => lines ?? []));
    const lines = new Set(this.added.filter((line) => !left.has(line) || this.emptied.has(line)));
    return { lines, unseen: this.isNft ? this.unseen : lines };
  }

  /** iptables-nft shows the kernel the rules so far, and then empties the chain; it goes on as if they were there. */
  private declareAgain(chain: number): void {
    if (!this.isNft || this.all.rows.get(chain, Cell.hook) !== 0) return;
    for (const line of this.linesOf(chain) ?? this.added) this.emptied.add(line);
  }

  /** Without a chain's name, iptables-nft flushes what was loaded before, and none of the rules of this file. */
  private flush(chain: number): void {
    if (chain >= 0) this.empty(chain);
    else if (!this.isNft) for (const known of this.chains.keys()) this.empty(known);
  }

  private empty(chain: number): void {
    this.rulesIn(chain).flush();
    for (const line of this.aboutRules(chain)) this.unseen.add(line);
    this.about.delete(chain);
  }

  private aboutRules(chain: number): number[] {
    const lines = this.about.get(chain) ?? [];
    this.about.set(chain, lines);
    return lines;
  }

  private rulesIn(chain: number): NumberedChain {
    const known = this.chains.get(chain);
    if (known) return known;
    const rules = new NumberedChain();
    const beginsEmpty = declaresAllChains(this.profile) || this.all.rows.get(chain, Cell.declaredOn) !== 0;
    if (!beginsEmpty) rules.giveUp();
    this.chains.set(chain, rules);
    return rules;
  }

  private get isNft(): boolean {
    return this.profile.variant === 'nft';
  }
}

/** What the commands of a whole table leave out. */
export function removedRules(table: TableModel, replay: TableReplay): RemovedRules {
  for (let line = table.line + 1; line <= table.end; line += 1) replay.read(line);
  return replay.removed();
}
