// What one rule line does to the table it is in: the chain it adds to, the chain it jumps to, the chain it creates.
import { isHook, policies } from '../facts/tables';
import { ufwChains } from '../facts/ufw-chains';
import { declaresAllChains, isAtLeast, readsInOrder } from '../profile';
import { isPlaceholder } from '../syntax/placeholder';
import { isCertainlyAbsent } from './absent-rule';
import type { Objection } from './built-in-chains';
import type { ChainModel } from './chain';
import { Cell } from './chain-rows';
import type { Chains } from './chains';
import type { Place } from './fault';
import type { Part } from './places';
import type { CommandModel, JumpModel, RuleModel } from './rule';
import type { TableModel } from './ruleset';
import type { RulesetBuilder } from './ruleset-builder';

/** With how many rules of a chain one is compared that is asked for by what it says. */
const mostCompared = 50;

export function applyRule(builder: RulesetBuilder, table: TableModel, line: number, rule: RuleModel): void {
  const { command } = rule;
  if (command) new RuleApplication(builder, table, line, rule, command).apply();
}

/**
 * Whether a chain may be there that the file does not declare: ufw creates its own, and whoever does not flush the
 * tables finds what others have made. A built-in chain of another table is none of them.
 */
function mayExistOutside({ profile }: RulesetBuilder, name: string): boolean {
  if (declaresAllChains(profile) || isHook(name)) return false;
  return profile.consumer !== 'ufw' || ufwChains.has(name) || !/^ufw6?-/.test(name);
}

class RuleApplication {
  constructor(
    private readonly builder: RulesetBuilder,
    private readonly table: TableModel,
    private readonly line: number,
    private readonly rule: RuleModel,
    private readonly command: CommandModel,
  ) {}

  apply(): void {
    switch (this.command.letter) {
      case 'A':
      case 'I':
      case 'R':
      case 'C':
      case 'D':
        this.ruleCommand();
        return;
      case 'N':
        this.create();
        return;
      case 'X':
        this.delete();
        return;
      case 'E':
        this.rename();
        return;
      case 'P':
        this.setPolicy();
        return;
      case 'F':
        this.flush();
        return;
      case 'Z':
        this.zero();
        return;
      case 'L':
      case 'S':
        this.list();
        return;
      default:
        this.forEachNamed(() => undefined);
    }
  }

  private ruleCommand(): void {
    const { letter, number, operand } = this.command;
    const adds = letter === 'A' || letter === 'I';
    // A line that adds a rule is noted as that.
    const chain = adds ? this.named() : this.find();
    if (letter !== 'D' || operand === undefined) this.jump(chain);
    if (!chain) return;
    if (adds) {
      this.object(this.builder.builtIn.use(chain.number));
      if (letter === 'I' && number !== undefined) {
        this.checkNumber(chain, number, (chain.count ?? Infinity) + 1, operand);
      }
      this.chains.addRule(chain.number, this.line, this.rule.copies);
      if (letter === 'A') this.chains.append(chain.number, this.line, this.rule.isFinal);
    } else if (letter === 'R') {
      this.table.hasRemovals = true;
      // iptables-nft cannot replace a rule that it has not loaded yet.
      if (operand !== undefined && this.isNft && chain.count) this.notLoaded();
      else if (number !== undefined) this.checkNumber(chain, number, chain.count ?? Infinity, operand);
    } else {
      if (letter === 'D') this.table.hasRemovals = true;
      if (operand === undefined) this.checkSameRule(chain);
      else {
        if (number !== undefined) this.checkNumber(chain, number, chain.count ?? Infinity, operand);
        chain.count = sum(chain.count, -1);
      }
    }
  }

  /** A rule that is asked for by what it says: it must be among those of the chain. */
  private checkSameRule(chain: ChainModel): void {
    if (chain.count === 0) {
      this.builder.fault('rule-number', this.at('command'), chain.name, 'empty');
    } else if (chain.count !== undefined && this.isCertainlyNotIn(chain)) {
      this.builder.fault('rule-number', this.at('command'), chain.name, 'no such rule');
    }
    if (this.command.letter === 'D') chain.count = undefined;
  }

  /** Of a chain with few rules, so that a file of nothing but such commands is walked in time. */
  private isCertainlyNotIn(chain: ChainModel): boolean {
    const own = this.builder.nodeOf(this.line);
    if (own?.kind !== 'rule' || chain.size > mostCompared) return false;
    const rules = chain.rules
      .map((line) => this.builder.nodeOf(line))
      .filter((node) => node?.kind === 'rule');
    return isCertainlyAbsent(own, rules);
  }

  private flush(): void {
    // Without a chain's name, iptables-nft flushes what was loaded before, and none of the rules of this file.
    if (!this.command.hasChain && this.isNft) return;
    this.table.hasRemovals = true;
    this.forEachNamed((chain) => {
      chain.count = 0;
      this.table.emptied.delete(chain.number);
      if (this.command.hasChain) this.object(this.builder.builtIn.use(chain.number));
    });
  }

  private list(): void {
    const { letter, hasChain, also } = this.command;
    const chain = hasChain ? this.find() : undefined;
    if (hasChain && !chain) return;
    if (letter === 'S') this.table.printedOn.push(this.line);
    this.builder.builtIn.show(this.table, chain?.number);
    if (also) this.zeroChain(chain, also);
  }

  private zero(): void {
    const chain = this.command.hasChain ? this.find() : undefined;
    if (chain || !this.command.hasChain) this.zeroChain(chain, this.command);
  }

  private zeroChain(chain: ChainModel | undefined, { number, operand }: CommandModel): void {
    const isOfRule = chain !== undefined && number !== undefined && operand !== undefined;
    const objection = this.builder.builtIn.zero(this.table, chain?.number, isOfRule);
    if (objection === 'absent') {
      this.builder.fault('undefined-chain', this.at('name'), chain?.name ?? '', 'Z');
    } else if (objection) {
      this.object(objection);
    } else if (isOfRule) {
      if (this.isNft && chain.count && number <= chain.count) this.notLoaded();
      // iptables-nft once took no notice of a rule that is not there.
      else if (!this.isNft || isAtLeast(this.builder.profile, '1.8.11')) {
        this.checkNumber(chain, number, chain.count ?? Infinity, operand);
      }
    }
  }

  /** What iptables-nft has against a command on a built-in chain that it has only shown. */
  private object(objection: Objection): void {
    if (!objection) return;
    this.builder.fault('chain-command', this.at('command'), this.table.name, objection);
  }

  private notLoaded(): void {
    this.builder.fault('rule-number', this.at('operand'), this.command.letter, 'not loaded');
  }

  private checkNumber(chain: ChainModel, number: number, limit: number, operand = ''): void {
    if (number > limit) {
      this.builder.fault('rule-number', this.at('operand'), operand, chain.name);
    }
  }

  private jump(from: ChainModel | undefined): void {
    const { jump } = this.rule;
    const name = this.chains.names.textOf(this.builder.lines.jumpAt(this.line));
    if (!jump || name === '' || isPlaceholder(name)) return;
    const isTarget = jump.target !== undefined || jump.hasOpenOptions;
    const to = this.table.chains.get(name) ?? (isTarget ? undefined : this.assume(name));
    if (to) this.jumpToChain(from, to, jump);
    else if (!jump.target) {
      const detail = jump.isGoto ? 'goto' : jump.hasOpenOptions ? 'options' : 'jump';
      this.builder.fault('undefined-target', this.at('jump'), name, detail);
    }
  }

  private jumpToChain(from: ChainModel | undefined, to: ChainModel, jump: JumpModel): void {
    const isRule = !'CD'.includes(this.command.letter);
    this.chains.call(from?.number ?? -1, to.number, this.line, isRule);
    // Of iptables-nft, only the kernel objects to such a rule, and it is not asked for one.
    if (to.hook && (isRule || !this.isNft)) this.builder.fault('jump-to-builtin', this.at('jump'), to.name);
    if (jump.hasOpenOptions) this.builder.fault('chain-command', this.at('jump-option'), to.name, 'option');
  }

  private create(): void {
    const name = this.name;
    if (name === undefined || isPlaceholder(name)) return;
    const known = this.table.chains.get(name);
    if (known?.hook || (known?.declaredOn !== undefined && this.inOrder)) {
      this.builder.fault('duplicate-chain', this.at('name'), name, 'new');
    }
    const chain = known?.number ?? this.chains.add(this.builder.lines.nameAt(this.line));
    const { rows } = this.chains;
    if (rows.get(chain, Cell.declaredOn) === 0) rows.set(chain, Cell.declaredOn, this.line + 1);
    else this.chains.use(chain, this.line);
  }

  private delete(): void {
    if (!this.command.hasChain) {
      if (this.inOrder) this.deleteAll();
      return;
    }
    const chain = this.find();
    if (!chain) return;
    if (chain.hook) {
      this.deleteBuiltIn(chain);
    } else if (!this.inOrder) {
      return;
    } else {
      const hindrance = this.hindranceOf(chain);
      if (hindrance) this.builder.fault('chain-command', this.at('name'), chain.name, hindrance);
      else this.remove(chain);
    }
  }

  private deleteBuiltIn(chain: ChainModel): void {
    const refuse = (detail: string) =>
      this.builder.fault('chain-command', this.at('name'), chain.name, detail);
    if (!this.isNft) refuse('delete built-in');
    else if (chain.count && this.inOrder) refuse('not empty');
    else refuse(this.builder.builtIn.delete(this.table, chain.number) ?? 'delete made');
  }

  private deleteAll(): void {
    this.object(this.builder.builtIn.deleteAll(this.table));
    const own = [...this.table.chains.values()].filter(({ hook }) => !hook);
    for (const chain of own) {
      const hindrance = this.hindranceOf(chain);
      if (hindrance) {
        this.builder.fault('chain-command', this.at('command'), chain.name, hindrance);
        return;
      }
    }
    for (const chain of own) this.remove(chain);
  }

  private hindranceOf(chain: ChainModel): 'not empty' | 'in use' | undefined {
    if ((chain.count ?? 0) > (this.table.emptied.get(chain.number) ?? 0)) return 'not empty';
    return chain.isCalled && !this.table.hasRemovals ? 'in use' : undefined;
  }

  private remove(chain: ChainModel): void {
    this.chains.rows.set(chain.number, Cell.isGone, 1);
    this.table.former.push(chain);
  }

  private rename(): void {
    const chain = this.find();
    const { operand } = this.command;
    if (!chain || operand === undefined) return;
    if (chain.hook) {
      this.builder.fault('chain-command', this.at('command'), chain.name, 'rename built-in');
    } else if (!this.inOrder) {
      return;
    } else if (this.table.chains.has(operand)) {
      this.builder.fault('duplicate-chain', this.at('operand'), operand, 'rename');
    } else {
      this.table.former.push(chain);
      this.chains.rename(chain.number, this.chains.names.numberOf(operand));
      if (!this.isNft) return;
      // iptables-nft renames what was loaded before; for the rest of the file the chain has neither name.
      this.chains.rows.set(chain.number, Cell.isGone, 1);
      if (chain.declaredOn === undefined) return;
      this.builder.fault('chain-command', this.at('command'), chain.name, 'rename not loaded');
    }
  }

  private setPolicy(): void {
    const chain = this.find();
    const { operand } = this.command;
    if (operand === undefined || !chain) return;
    if (!chain.hook) this.builder.fault('chain-policy', this.at('operand'), operand, 'command user');
    else if (!policies.includes(operand)) {
      this.builder.fault('chain-policy', this.at('operand'), operand, 'command');
    } else {
      this.chains.rows.set(chain.number, Cell.policyOn, this.line + 1);
      this.builder.builtIn.make(chain.number);
    }
  }

  private forEachNamed(change: (chain: ChainModel) => void): void {
    if (!this.command.hasChain) for (const chain of this.table.chains.values()) change(chain);
    else {
      const chain = this.find();
      if (chain) change(chain);
    }
  }

  /** The chain the command names, which is told of it. */
  private find(): ChainModel | undefined {
    const chain = this.named();
    if (chain) this.chains.use(chain.number, this.line);
    return chain;
  }

  /** The chain the command names. */
  private named(): ChainModel | undefined {
    const name = this.name;
    if (name === undefined || isPlaceholder(name)) return undefined;
    const known = this.table.chains.get(name) ?? this.assume(name);
    if (!known && this.table.fact) {
      this.builder.fault('undefined-chain', this.at('name'), name, this.command.letter);
    }
    return known;
  }

  private get name(): string | undefined {
    return this.command.hasChain ? this.chains.names.textOf(this.builder.lines.nameAt(this.line)) : undefined;
  }

  private assume(name: string): ChainModel | undefined {
    if (!mayExistOutside(this.builder, name)) return undefined;
    const chain = this.chains.model(this.chains.add(this.chains.names.numberOf(name)));
    chain.count = undefined;
    return chain;
  }

  private get isNft(): boolean {
    return this.builder.profile.variant === 'nft';
  }

  /** What commands before this one did has happened, so that the chains are those they left. */
  private get inOrder(): boolean {
    return readsInOrder(this.builder.profile);
  }

  private get chains(): Chains {
    return this.builder.chains;
  }

  private at(part: Part): Place {
    return this.builder.place(this.line, part);
  }
}

function sum(count: number | undefined, more: number | undefined): number | undefined {
  return count === undefined || more === undefined ? undefined : count + more;
}
