// The built-in chains of a table as iptables-nft has them while it goes through a file's commands. The kernel has none
// of them until a command needs it: one that declares it, adds to it, flushes it or sets its policy makes it, and `-X`
// takes it away again. A listing (`-L`, `-S`; since 1.8.11 `-Z` too) shows one that is not there as an empty one; what then is done to that one
// may fail. iptables/nft.c, nft_xt_builtin_init, nft_xt_fake_builtin_chains and __nft_chain_del.
import { declaresAllChains, isAtLeast } from '../profile';
import type { Profile } from '../profile';
import { Cell } from './chain-rows';
import type { Chains } from './chains';
import type { TableModel } from './ruleset';

type Presence =
  | 'made'
  /** Not there, but shown by a listing. */
  | 'shown'
  /** Deleted. */
  | 'gone'
  /** The kernel has it, with its rules, but iptables-nft has let go of it. */
  | 'kept';

/** The first version that makes a real chain of one that it has only shown. */
const makesThemReal = '1.8.11';

/** What there is to say against a command; undefined for nothing. */
export type Objection = 'listed' | 'absent' | undefined;

export class BuiltInChains {
  /** By the number of the chain. One that has none here is there if it is declared or has rules. */
  private readonly presence = new Map<number, Presence>();
  /** Whether any chain has been other than made; in hardly any file one has, and every rule asks. */
  private hasDoubts = false;
  private readonly isKnown: boolean;
  private readonly makesThemReal: boolean;
  /** A table that was there before what was in it was deleted. */
  private emptied: TableModel | undefined;

  constructor(
    private readonly chains: Chains,
    profile: Profile,
  ) {
    this.isKnown = profile.variant === 'nft' && declaresAllChains(profile);
    this.makesThemReal = isAtLeast(profile, makesThemReal);
  }

  /** A rule that is added to the chain does more than just that. */
  isInDoubt(chain: number): boolean {
    return this.hasDoubts && (this.presence.get(chain) ?? 'made') !== 'made';
  }

  /** By a declaration or a policy. */
  make(chain: number): void {
    if (this.isBuiltIn(chain)) this.presence.set(chain, 'made');
  }

  /** By a rule, or by flushing it. */
  use(chain: number): Objection {
    const isShown = this.isShown(chain);
    this.make(chain);
    return isShown && !this.makesThemReal ? 'listed' : undefined;
  }

  /** One chain of a table, or all. */
  show(table: TableModel, chain: number | undefined): void {
    for (const each of this.among(table, chain)) {
      if (this.isThere(each)) continue;
      this.presence.set(each, this.presence.get(each) === 'kept' ? 'made' : 'shown');
      this.hasDoubts = true;
    }
  }

  /** To zero a whole chain that is not there shows it, since 1.8.11; before, it makes one that is shown if its table is there. */
  zero(table: TableModel, chain: number | undefined, isOfRule: boolean): Objection {
    if (!this.isKnown) return undefined;
    if (this.makesThemReal) {
      this.show(table, chain);
      return undefined;
    }
    if (chain !== undefined && this.isAbsent(chain)) return 'absent';
    if (isOfRule) return undefined;
    const shown = this.among(table, chain).filter((each) => this.isShown(each));
    if (shown.length === 0) return undefined;
    const isMade = this.isMade(table);
    for (const each of shown) this.make(each);
    return isMade ? undefined : 'listed';
  }

  /** An empty chain. */
  delete(table: TableModel, chain: number): Objection {
    if (!this.isKnown) return undefined;
    if (!this.isThere(chain)) return 'absent';
    this.letGo(table, chain);
    return undefined;
  }

  /** With `-X` alone, iptables-nft lets go of all, even of those with rules, which stay in the kernel. */
  deleteAll(table: TableModel): Objection {
    const all = this.among(table, undefined);
    const hasShown = all.some((chain) => this.isShown(chain));
    for (const chain of all) {
      if (this.isThere(chain)) this.letGo(table, chain);
      else this.presence.delete(chain);
    }
    return hasShown ? 'listed' : undefined;
  }

  private letGo(table: TableModel, chain: number): void {
    const model = this.chains.model(chain);
    this.emptied = table;
    this.presence.set(chain, model.count === 0 ? 'gone' : 'kept');
    this.hasDoubts = true;
    model.count = 0;
  }

  private among({ chains, fact }: TableModel, chain: number | undefined): number[] {
    if (chain !== undefined) return this.isBuiltIn(chain) ? [chain] : [];
    const all = (fact?.chains ?? []).map((hook) => chains.find(this.chains.names.numberOf(hook)));
    return all.filter((each) => each >= 0 && this.isBuiltIn(each));
  }

  /** Whether anything has made the table, without which the kernel has no chain of it. */
  private isMade(table: TableModel): boolean {
    if (this.emptied === table || table.former.length > 0) return true;
    const tells = (chain: number) => !this.isBuiltIn(chain) || this.isThere(chain);
    return table.chains.where(tells, 1).length > 0;
  }

  private isThere(chain: number): boolean {
    const { rows } = this.chains;
    const presence = this.presence.get(chain);
    if (presence !== undefined) return presence === 'made';
    return rows.get(chain, Cell.declaredOn) !== 0 || rows.get(chain, Cell.rules) !== 0;
  }

  private isAbsent(chain: number): boolean {
    return this.isBuiltIn(chain) && !this.isThere(chain) && !this.isShown(chain);
  }

  private isShown(chain: number): boolean {
    return this.presence.get(chain) === 'shown';
  }

  private isBuiltIn(chain: number): boolean {
    return this.isKnown && this.chains.rows.get(chain, Cell.hook) !== 0;
  }
}
