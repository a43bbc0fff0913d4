// What one rule line does to the table it is in: the chain it adds to, the chain it jumps to, the chain it creates.
import { isHook, policies } from '../facts/tables';
import { ufwChains } from '../facts/ufw-chains';
import { declaresAllChains, readsInOrder } from '../profile';
import { isPlaceholder } from '../syntax/placeholder';
import type { ChainModel } from './chain';
import type { Chains } from './chains';
import type { Place } from './fault';
import type { LineModel } from './line';
import type { Part } from './places';
import type { CommandModel, JumpModel, RuleModel } from './rule';
import type { TableModel } from './ruleset';
import type { RulesetBuilder } from './ruleset-builder';

export function applyRule(
  builder: RulesetBuilder,
  table: TableModel,
  line: number,
  model: LineModel,
  rule: RuleModel,
): void {
  const { command } = rule;
  if (command) new RuleApplication(builder, table, line, model, rule, command).apply();
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
    private readonly model: LineModel,
    private readonly rule: RuleModel,
    private readonly command: CommandModel,
  ) {}

  apply(): void {
    const { letter } = this.command;
    if (letter === 'D' || letter === 'R' || letter === 'F') this.table.hasRemovals = true;
    switch (letter) {
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
        this.forEachNamed((chain) => {
          // iptables-nft flushes when it loads; which numbers it takes till then is its own affair.
          if (chain.count !== 0) chain.count = this.builder.profile.variant === 'legacy' ? 0 : undefined;
        });
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
    this.jump(chain);
    if (!chain) return;
    if (adds) {
      if (letter === 'I' && number !== undefined) {
        this.checkNumber(chain, number, (chain.count ?? Infinity) + 1);
      }
      this.chains.addRule(chain.number, this.line, this.rule.copies);
      if (letter === 'A') this.chains.append(chain.number, this.line, this.rule.isFinal);
    } else if (letter === 'R') {
      // iptables-nft cannot replace a rule that it has not loaded yet.
      if (operand !== undefined && this.builder.profile.variant === 'nft' && chain.count) {
        this.builder.fault('rule-number', this.at('operand'), operand, 'not loaded');
        return;
      }
      if (number !== undefined) this.checkNumber(chain, number, chain.count ?? Infinity);
    } else if (operand !== undefined) {
      if (number !== undefined) this.checkNumber(chain, number, chain.count ?? Infinity);
      chain.count = sum(chain.count, -1);
    } else {
      this.checkSameRule(chain);
    }
  }

  /** Without comparing rules, one thing is certain: an empty chain has none that reads the same. */
  private checkSameRule(chain: ChainModel): void {
    if (chain.count === 0) {
      this.builder.fault('rule-number', this.at('command'), chain.name, 'no such rule');
    }
    if (this.command.letter === 'D') chain.count = undefined;
  }

  private checkNumber(chain: ChainModel, number: number, limit: number): void {
    const { operand } = this.command;
    if (operand !== undefined && number > limit) {
      this.builder.fault('rule-number', this.at('operand'), operand, chain.name);
    }
  }

  private jump(from: ChainModel | undefined): void {
    const { jump } = this.rule;
    const name = this.chains.names.textOf(this.model.jump);
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
    this.chains.call(from?.number ?? -1, to.number, this.line);
    if (to.hook) this.builder.fault('jump-to-builtin', this.at('jump'), to.name);
    if (jump.hasOpenOptions) this.builder.fault('chain-command', this.at('jump-option'), to.name, 'option');
  }

  private create(): void {
    const name = this.name;
    if (name === undefined || isPlaceholder(name)) return;
    const known = this.table.chains.get(name);
    if (known?.hook || (known?.declaredOn !== undefined && this.inOrder)) {
      this.builder.fault('duplicate-chain', this.at('name'), name, 'new');
    }
    const chain = known?.number ?? this.chains.add(this.model.name);
    const { declaredOn } = this.chains.column;
    if (declaredOn[chain] === 0) declaredOn[chain] = this.line + 1;
    else this.chains.use(chain, this.line);
  }

  private delete(): void {
    if (!this.command.hasChain) {
      if (!this.inOrder) return;
      for (const chain of [...this.table.chains.values()]) if (!chain.hook) this.remove(chain);
      return;
    }
    const chain = this.find();
    if (!chain) return;
    if (chain.hook) {
      this.builder.fault('chain-command', this.at('name'), chain.name, 'delete built-in');
    } else if (!this.inOrder) {
      return;
    } else if (chain.count) {
      this.builder.fault('chain-command', this.at('name'), chain.name, 'not empty');
    } else if (chain.isCalled && !this.table.hasRemovals) {
      this.builder.fault('chain-command', this.at('name'), chain.name, 'in use');
    } else this.remove(chain);
  }

  private remove(chain: ChainModel): void {
    this.chains.column.isGone[chain.number] = 1;
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
      // iptables-nft renames when it loads; for the rest of the file the chain has neither name.
      if (this.builder.profile.variant === 'nft') this.chains.column.isGone[chain.number] = 1;
    }
  }

  private setPolicy(): void {
    const chain = this.find();
    const { operand } = this.command;
    if (operand === undefined || !chain) return;
    if (!chain.hook) this.builder.fault('chain-policy', this.at('operand'), operand, 'command user');
    else if (!policies.includes(operand)) {
      this.builder.fault('chain-policy', this.at('operand'), operand, 'command');
    } else this.chains.column.policyOn[chain.number] = this.line + 1;
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
    return this.command.hasChain ? this.chains.names.textOf(this.model.name) : undefined;
  }

  private assume(name: string): ChainModel | undefined {
    if (!mayExistOutside(this.builder, name)) return undefined;
    const chain = this.chains.model(this.chains.add(this.chains.names.numberOf(name)));
    chain.count = undefined;
    return chain;
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
