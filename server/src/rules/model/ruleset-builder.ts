// The walk over a file's lines that builds its tables and chains, in the order iptables-restore reads them, because
// a chain only exists from the line on that declares it.
import type { Hook } from '../facts/fact';
import { findTable } from '../facts/tables';
import { declaresAllChains, isAtLeast, readsInOrder } from '../profile';
import type { Profile } from '../profile';
import { isPlaceholder } from '../syntax/placeholder';
import type { LineNode } from '../syntax/tree';
import { applyRule } from './apply-rule';
import { BuiltInChains } from './built-in-chains';
import { Cell } from './chain-rows';
import { Chains, TableChains } from './chains';
import type { Fault, FaultCode, Place } from './fault';
import type { LineModel } from './line';
import type { Lines, ModelledPiece } from './lines';
import type { Names } from './names';
import { unprintedJump } from './print-rules';
import type { Part } from './places';
import { TableReplay, nothingRemoved, removedRules } from './replay';
import type { RuleModel } from './rule';
import type { RuleHashes } from './rule-hashes';
import type { Ruleset, TableModel } from './ruleset';
import type { RulesetMemory } from './ruleset-memory';

/** The first version that reads the counters of a policy even where it is not asked to set them. */
const readsPolicyCounters = '1.8.11';

/** What the walk reads beside the lines. */
export interface WalkContext {
  readonly profile: Profile;
  readonly names: Names;
  readonly hashes: RuleHashes;
  readonly memory: RulesetMemory;
  /** The node of a line, for the places of its words. */
  readonly nodeOf: (line: number) => LineNode | undefined;
}

export function buildRuleset(lines: Lines, context: WalkContext): Ruleset {
  return new RulesetBuilder(lines, context).build();
}

export class RulesetBuilder {
  readonly tables: TableModel[] = [];
  readonly faults: Fault[] = [];
  readonly isRule: Uint8Array;
  readonly profile: Profile;
  readonly chains: Chains;
  readonly builtIn: BuiltInChains;
  private readonly hashes: RuleHashes;
  readonly nodeOf: WalkContext['nodeOf'];
  private readonly withFindings: number[] = [];
  private readonly placed: number[] = [];
  private readonly repeated: number[] = [];
  private readonly contradictable: number[] = [];
  private readonly deprecated: number[] = [];
  private readonly withReturn: number[] = [];
  private readonly directives: number[] = [];
  /** The counters of a policy are read. */
  private readonly readsCounters: boolean;
  /** The number of the name DROP. */
  private readonly drop: number;
  private table: TableModel | undefined;
  private end: number | undefined;

  constructor(
    readonly lines: Lines,
    { profile, names, hashes, memory, nodeOf }: WalkContext,
  ) {
    this.profile = profile;
    this.nodeOf = nodeOf;
    this.hashes = hashes;
    this.isRule = new Uint8Array(lines.count);
    this.chains = new Chains(lines, names, nodeOf, memory);
    this.builtIn = new BuiltInChains(this.chains, profile);
    this.readsCounters = isAtLeast(profile, readsPolicyCounters);
    this.drop = names.numberOf('DROP');
  }

  build(): Ruleset {
    let first = 0;
    for (const piece of this.lines.pieces) {
      this.walk(piece, first);
      first += piece.source.count;
    }
    const { table, tables, chains, faults, isRule, end } = this;
    const { withFindings, placed, repeated, contradictable, deprecated, withReturn, directives } = this;
    if (table) this.closeTable(end ?? this.lines.count - 1);
    if (table && end === undefined) {
      this.fault('missing-commit', { line: table.line, start: 0, end: table.nameSpan.end }, table.name);
    }
    const noted = { withFindings, placed, repeated, contradictable, deprecated, withReturn, directives };
    return { tables, chains, faults, isRule, ...noted, end };
  }

  /** Where a part of a line stands; its first character when the line has none. */
  place(line: number, part: Part): Place {
    return this.chains.placeAt(line, part) ?? { line, start: 0, end: 1 };
  }

  fault(code: FaultCode, { line, start, end }: Place, subject: string, detail?: string): void {
    this.faults.push({ code, line, start, end, subject, ...(detail !== undefined && { detail }) });
  }

  private walk(piece: ModelledPiece, first: number): void {
    const { models, names } = piece;
    for (let index = 0; index < models.length && this.end === undefined; index += 1) {
      const model = models[index] as LineModel;
      const line = first + index;
      if (model.hasReturn) this.withReturn.push(line);
      if (model.rule) this.rule(line, model.rule, piece, index);
      else this.other(line, model, names[index] as number);
    }
  }

  private other(line: number, model: LineModel, name: number): void {
    switch (model.kind) {
      case 'comment':
        if (model.isDirective) this.directives.push(line);
        return;
      case 'blank':
      case 'rule':
        return;
      case 'table':
        this.openTable(line, this.chains.names.textOf(name), this.place(line, 'name'));
        return;
      case 'commit':
        this.commit(line);
        return;
      case 'chain':
        if (this.table) this.declareChain(this.table, line, model, name);
        else this.outside(line);
        return;
    }
  }

  private openTable(line: number, name: string, nameSpan: Place): void {
    if (this.table) {
      const { name: before } = this.table;
      this.closeTable(line - 1);
      this.fault('missing-commit', this.wholeLine(line), before, 'table');
    }
    const fact = findTable(name);
    if (!fact) this.fault('table-name', nameSpan, name);
    const chains = new TableChains(this.chains);
    for (const hook of fact?.chains ?? []) this.addBuiltIn(hook);
    this.table = {
      name,
      fact,
      line,
      nameSpan,
      end: line,
      chains,
      former: [],
      hasRemovals: false,
      emptied: new Map(),
      printedOn: [],
      removed: nothingRemoved,
    };
    this.tables.push(this.table);
  }

  private addBuiltIn(hook: Hook): void {
    const chain = this.chains.add(this.chains.names.numberOf(hook), hook);
    // Unless the table is flushed first, nobody knows how many rules the chain has.
    if (!declaresAllChains(this.profile)) this.chains.model(chain).count = undefined;
  }

  private commit(line: number): void {
    if (!this.table) {
      this.outside(line);
      return;
    }
    if (!this.lines.source.isEnded(line)) this.fault('no-final-newline', this.wholeLine(line), 'COMMIT');
    this.closeTable(line);
  }

  private closeTable(line: number): void {
    const { table } = this;
    if (!table) return;
    table.end = line;
    table.chains.close();
    // A shell has each command done at once.
    if (readsInOrder(this.profile)) this.goThroughAgain(table);
    this.table = undefined;
  }

  /** Hardly any file has what this is for. */
  private goThroughAgain(table: TableModel): void {
    const replay = () => new TableReplay(this.chains, this.isRule, this.profile);
    if (table.hasRemovals || table.emptied.size > 0) this.removeRules(table, replay());
    if (table.printedOn.length === 0 || this.profile.variant === 'nft') return;
    const found = unprintedJump(table, replay());
    if (found) {
      this.fault('chain-command', this.place(found.on, 'command'), `${found.jump + 1}`, 'print jump');
    }
  }

  private removeRules(table: TableModel, replay: TableReplay): void {
    table.removed = removedRules(table, replay);
    for (const line of replay.deletesTwice) {
      this.fault('rule-number', this.place(line, 'command'), '', 'removed twice');
    }
  }

  private declareChain(table: TableModel, line: number, { declaration }: LineModel, name: number): void {
    if (name < 0 || !declaration) {
      this.fault('chain-name', { line, start: 0, end: 1 }, '', 'missing');
      return;
    }
    const { chains } = this;
    const known = table.chains.find(name);
    if (known < 0 && !declaration.isPlain) {
      this.fault('chain-name', this.place(line, 'name'), chains.names.textOf(name));
    }
    const chain = known < 0 ? chains.add(name) : known;
    const { rows } = chains;
    const isBuiltIn = rows.get(chain, Cell.hook) !== 0;
    if (rows.get(chain, Cell.declaredOn) === 0) rows.set(chain, Cell.declaredOn, line + 1);
    else {
      if (!isBuiltIn) {
        this.fault('duplicate-chain', this.place(line, 'name'), chains.names.textOf(name));
        table.emptied.set(chain, chains.model(chain).count ?? 0);
      }
      chains.use(chain, line);
    }
    rows.set(chain, Cell.policyOn, line + 1);
    this.builtIn.make(chain);
    this.checkPolicy(line, declaration.policy, isBuiltIn);
    if (this.readsCounters) this.checkCounters(line, declaration.policy, isBuiltIn);
  }

  /** iptables-legacy reads the counters of what has a policy, iptables-nft those of built-in chains. */
  private checkCounters(line: number, policy: string | undefined, isBuiltIn: boolean): void {
    if (policy === undefined || !(this.profile.variant === 'nft' ? isBuiltIn : policy !== '-')) return;
    const node = this.nodeOf(line);
    const counters = node?.kind === 'chain' ? node.counters : undefined;
    if (!counters || /^\[[+-]?\d+:[+-]?\d+/.test(counters.value)) return;
    this.fault('policy-counters', { line, start: counters.start, end: counters.end }, counters.value);
  }

  private checkPolicy(line: number, policy: string | undefined, isBuiltIn: boolean): void {
    if (policy === '-') return;
    if (policy === undefined) this.fault('chain-policy', this.place(line, 'name'), '', 'missing');
    else this.fault('chain-policy', this.place(line, 'operand'), policy, isBuiltIn ? 'builtin' : 'user');
  }

  private rule(line: number, rule: RuleModel, piece: ModelledPiece, index: number): void {
    const { likeness } = rule;
    const jump = piece.jumps[index] as number;
    if (!this.table) {
      this.outside(line);
      if (likeness === 'table') this.openIndentedTable(line);
      return;
    }
    if (likeness !== undefined && likeness !== 'table') {
      // A blank too many turns these into rules that iptables cannot read.
      const bare = { blank: '', commit: 'COMMIT', comment: '#' }[likeness];
      this.fault('misplaced-blank', this.wholeLine(line), bare);
      if (likeness === 'commit') this.closeTable(line);
      return;
    }
    this.isRule[line] = 1;
    if ((piece.models[index] as LineModel).found.length > 0) this.withFindings.push(line);
    if (rule.stop === 'exit' && readsInOrder(this.profile)) this.end = line;
    if (rule.stop !== undefined) {
      this.checkStopped(line, rule, jump);
      if (rule.isCarriedOut) applyRule(this, this.table, line, rule);
      return;
    }
    if (rule.placed.length > 0) this.placed.push(line);
    if (rule.mayContradict) this.contradictable.push(line);
    if (rule.isDeprecated) this.deprecated.push(line);
    if (rule.isDecisive && this.hashes.isRepeated(piece.hashes[index] as number)) this.repeated.push(line);
    if (this.table.name === 'nat') this.checkDrop(line, rule, jump);
    if (!rule.isOrdinary || !this.append(this.table, line, rule, piece.names[index] as number, jump)) {
      applyRule(this, this.table, line, rule);
    }
  }

  /** Nearly all rules of a file: one more in a chain that is there, with a jump to one that is there or to a target. */
  private append(table: TableModel, line: number, rule: RuleModel, name: number, jump: number): boolean {
    const chain = table.chains.find(name);
    const to = jump < 0 ? -1 : table.chains.find(jump);
    if (chain < 0 || this.builtIn.isInDoubt(chain)) return false;
    if (rule.jump && to < 0 && !rule.jump.target) return false;
    if (to >= 0) {
      if (this.chains.rows.get(to, Cell.hook) !== 0) return false;
      this.chains.call(chain, to, line);
    }
    this.chains.addRule(chain, line, rule.copies);
    this.chains.append(chain, line, rule.isFinal);
    return true;
  }

  /**
   * Before iptables stops reading a line, it has read the options of a target: those of a chain, or of nothing, are
   * unknown. For a line of the other family, iptables-legacy then looks for the target.
   */
  private checkStopped(line: number, { jump, stop, isCarriedOut }: RuleModel, to: number): void {
    const name = this.chains.names.textOf(to);
    if (!jump || isPlaceholder(name)) return;
    if (jump.hasOpenOptions) this.fault('undefined-target', this.place(line, 'jump'), name, 'options');
    else if (stop === 'family' && !isCarriedOut && !jump.target && this.profile.variant === 'legacy') {
      if (this.table && !this.table.chains.has(name)) {
        this.fault('undefined-target', this.place(line, 'jump'), name, jump.isGoto ? 'goto' : 'jump');
      }
    }
  }

  private checkDrop(line: number, { command }: RuleModel, jump: number): void {
    if (jump === this.drop) this.fault('drop-in-nat', this.place(line, 'jump'), 'DROP');
    else if (command?.letter === 'P' && command.operand === 'DROP') {
      this.fault('drop-in-nat', this.place(line, 'operand'), 'DROP');
    }
  }

  /** So that the rules of an indented table are not each called out of place. */
  private openIndentedTable(line: number): void {
    const text = this.lines.textAt(line);
    const star = text.indexOf('*');
    const name = /^[ \t]*([^ \t]+)/.exec(text.slice(star + 1))?.[1] ?? '';
    const start = text.indexOf(name, star + 1);
    this.openTable(line, name, { line, start, end: start + name.length });
  }

  private outside(line: number): void {
    const bare = this.lines.textAt(line).trim();
    const detail =
      bare === '' ? 'blank' : bare === 'COMMIT' ? 'commit' : /^[*#]/.test(bare) ? 'indented' : 'other';
    this.fault('outside-table', this.wholeLine(line), bare, detail);
  }

  private wholeLine(line: number): Place {
    return { line, start: 0, end: this.lines.textAt(line).length };
  }
}
