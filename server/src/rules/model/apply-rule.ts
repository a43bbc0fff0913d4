// What one rule line does to the table it is in: the chain it adds to, the chain it jumps to, the chain it creates.
import { isHook, policies } from '../facts/tables';
import { ufwChains } from '../facts/ufw-chains';
import { declaresAllChains, readsInOrder } from '../profile';
import { isPlaceholder } from '../syntax/placeholder';
import type { Place } from './fault';
import type { CommandModel, JumpModel, RuleModel } from './rule';
import type { RulesetBuilder } from './ruleset-builder';
import { newChain } from './ruleset';
import type { ChainModel, TableModel } from './ruleset';
import type { Span } from '../syntax/tree';

export function applyRule(builder: RulesetBuilder, table: TableModel, line: number, rule: RuleModel): void {
  const { command } = rule;
  if (!command) return;
  new RuleApplication(builder, table, line, rule, command).apply();
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
    // The line will be among the chain's rules, which is mention enough.
    const chain = adds ? this.named() : this.find();
    this.jump(chain);
    if (!chain) return;
    if (adds) {
      if (letter === 'I' && number !== undefined) {
        this.checkNumber(chain, number, (chain.count ?? Infinity) + 1);
      }
      chain.rules.push(this.line);
      if (this.rule.placed.length > 0) chain.placed.push(this.line);
      if (letter === 'A' && this.rule.isFinal) chain.verdict ??= this.line;
      chain.count = sum(chain.count, this.rule.copies);
    } else if (letter === 'R') {
      // iptables-nft cannot replace a rule that it has not loaded yet.
      if (operand && this.builder.profile.variant === 'nft' && chain.count) {
        this.builder.fault('rule-number', this.at(operand), operand.value, 'not loaded');
        return;
      }
      if (number !== undefined) this.checkNumber(chain, number, chain.count ?? Infinity);
    } else if (operand) {
      if (number !== undefined) this.checkNumber(chain, number, chain.count ?? Infinity);
      chain.count = sum(chain.count, -1);
    } else {
      this.checkSameRule(chain);
    }
  }

  /** Without comparing rules, one thing is certain: an empty chain has none that reads the same. */
  private checkSameRule(chain: ChainModel): void {
    if (chain.count === 0) {
      this.builder.fault('rule-number', this.at(this.command.option), chain.name, 'no such rule');
    }
    if (this.command.letter === 'D') chain.count = undefined;
  }

  private checkNumber(chain: ChainModel, number: number, limit: number): void {
    const { operand } = this.command;
    if (operand && number > limit) {
      this.builder.fault('rule-number', this.at(operand), operand.value, chain.name);
    }
  }

  private jump(from: ChainModel | undefined): void {
    const { jump } = this.rule;
    if (!jump || jump.name.value === '' || isPlaceholder(jump.name.value)) return;
    const isTarget = jump.target !== undefined || jump.openOption !== undefined;
    const known = this.table.chains.get(jump.name.value);
    const to = known ?? (isTarget ? undefined : this.assume(jump.name.value));
    if (to) this.jumpToChain(from, to, jump);
    else if (!jump.target) {
      const detail = jump.isGoto ? 'goto' : jump.openOption ? 'options' : 'jump';
      this.builder.fault('undefined-target', this.at(jump.name), jump.name.value, detail);
    }
  }

  private jumpToChain(from: ChainModel | undefined, to: ChainModel, jump: JumpModel): void {
    const at = this.at(jump.name);
    to.mentions.push(at);
    to.isCalled ||= from !== to;
    if (to.hook) this.builder.fault('jump-to-builtin', at, to.name);
    else if (from) from.jumps.push({ to, at, isGoto: jump.isGoto });
    if (jump.openOption) this.builder.fault('chain-command', this.at(jump.openOption), to.name, 'option');
  }

  private create(): void {
    const { chain: name } = this.command;
    if (!name || isPlaceholder(name.value)) return;
    const known = this.table.chains.get(name.value);
    if (known?.hook || (known?.declaration && this.inOrder)) {
      this.builder.fault('duplicate-chain', this.at(name), name.value, 'new');
    }
    const chain = known ?? newChain(name.value, undefined);
    if (chain.declaration) chain.mentions.push(this.at(name));
    else chain.declaration = this.at(name);
    this.table.chains.set(name.value, chain);
  }

  private delete(): void {
    if (!this.command.chain) {
      if (!this.inOrder) return;
      for (const chain of [...this.table.chains.values()]) if (!chain.hook) this.remove(chain);
      return;
    }
    const chain = this.find();
    if (!chain) return;
    if (chain.hook) {
      this.builder.fault('chain-command', this.at(this.command.chain), chain.name, 'delete built-in');
    } else if (!this.inOrder) {
      return;
    } else if (chain.count) {
      this.builder.fault('chain-command', this.at(this.command.chain), chain.name, 'not empty');
    } else if (chain.isCalled && !this.table.hasRemovals) {
      this.builder.fault('chain-command', this.at(this.command.chain), chain.name, 'in use');
    } else this.remove(chain);
  }

  private remove(chain: ChainModel): void {
    this.table.chains.delete(chain.name);
    this.table.former.push(chain);
  }

  private rename(): void {
    const chain = this.find();
    const { operand } = this.command;
    if (!chain || !operand) return;
    if (chain.hook) {
      this.builder.fault('chain-command', this.at(this.command.option), chain.name, 'rename built-in');
    } else if (!this.inOrder) {
      return;
    } else if (this.table.chains.has(operand.value)) {
      this.builder.fault('duplicate-chain', this.at(operand), operand.value, 'rename');
    } else {
      this.remove(chain);
      chain.mentions.push(this.at(operand));
      // iptables-nft renames when it loads; for the rest of the file the chain has neither name.
      if (this.builder.profile.variant === 'legacy') this.table.chains.set(operand.value, chain);
      chain.name = operand.value;
    }
  }

  private setPolicy(): void {
    const chain = this.find();
    const { operand } = this.command;
    if (!operand || !chain) return;
    if (!chain.hook) this.builder.fault('chain-policy', this.at(operand), operand.value, 'command user');
    else if (!policies.includes(operand.value)) {
      this.builder.fault('chain-policy', this.at(operand), operand.value, 'command');
    } else chain.policy = operand.value;
  }

  private forEachNamed(change: (chain: ChainModel) => void): void {
    if (!this.command.chain) this.table.chains.forEach(change);
    else {
      const chain = this.find();
      if (chain) change(chain);
    }
  }

  /** The chain the command names, which is told of it. */
  private find(): ChainModel | undefined {
    const chain = this.named();
    if (chain && this.command.chain) chain.mentions.push(this.at(this.command.chain));
    return chain;
  }

  /** The chain the command names. */
  private named(): ChainModel | undefined {
    const { chain: name, letter } = this.command;
    if (!name || isPlaceholder(name.value)) return undefined;
    const known = this.table.chains.get(name.value) ?? this.assume(name.value);
    if (!known && this.table.fact) this.builder.fault('undefined-chain', this.at(name), name.value, letter);
    return known;
  }

  private assume(name: string): ChainModel | undefined {
    if (!mayExistOutside(this.builder, name)) return undefined;
    const chain = newChain(name, undefined);
    chain.count = undefined;
    this.table.chains.set(name, chain);
    return chain;
  }

  /** What commands before this one did has happened, so that the chains are those they left. */
  private get inOrder(): boolean {
    return readsInOrder(this.builder.profile);
  }

  private at({ start, end }: Span): Place {
    return { line: this.line, start, end };
  }
}

function sum(count: number | undefined, more: number | undefined): number | undefined {
  return count === undefined || more === undefined ? undefined : count + more;
}
