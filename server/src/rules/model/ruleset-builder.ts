// The walk over a file's lines that builds its tables and chains, in the order iptables-restore reads them, because
// a chain only exists from the line on that declares it.
import type { Hook } from '../facts/fact';
import { findTable } from '../facts/tables';
import { declaresAllChains, readsInOrder } from '../profile';
import type { Profile } from '../profile';
import type { ChainLine, TableLine } from '../syntax/tree';
import { applyRule } from './apply-rule';
import type { Fault, FaultCode } from './fault';
import type { LineModel } from './line';
import { newChain } from './ruleset';
import type { ChainModel, Ruleset, TableModel } from './ruleset';

export function buildRuleset(lines: readonly LineModel[], profile: Profile): Ruleset {
  return new RulesetBuilder(lines, profile).build();
}

export class RulesetBuilder {
  readonly tables: TableModel[] = [];
  readonly faults: Fault[] = [];
  readonly isRule: Uint8Array;
  private table: TableModel | undefined;
  private end: number | undefined;

  constructor(
    private readonly lines: readonly LineModel[],
    readonly profile: Profile,
  ) {
    this.isRule = new Uint8Array(lines.length);
  }

  build(): Ruleset {
    for (let line = 0; line < this.lines.length && this.end === undefined; line += 1) this.walk(line);
    const { table } = this;
    if (table && this.end !== undefined) table.end = this.end;
    if (table && this.end === undefined) {
      table.end = this.lines.length - 1;
      this.fault('missing-commit', { line: table.line, start: 0, end: table.nameSpan.end }, table.name);
    }
    return { tables: this.tables, faults: this.faults, isRule: this.isRule, end: this.end };
  }

  fault(
    code: FaultCode,
    { line, start, end }: Omit<Fault, 'code' | 'subject'>,
    subject: string,
    detail?: string,
  ): void {
    this.faults.push({ code, line, start, end, subject, ...(detail !== undefined && { detail }) });
  }

  private walk(line: number): void {
    const model = this.lines[line] as LineModel;
    switch (model.kind) {
      case 'blank':
      case 'comment':
        return;
      case 'table':
        this.openTable(line, model);
        return;
      case 'commit':
        this.commit(line, model);
        return;
      case 'chain':
        if (this.table) this.declareChain(this.table, line, model);
        else this.outside(line, model);
        return;
      case 'rule':
        this.rule(line, model);
    }
  }

  private openTable(line: number, model: LineModel): void {
    if (this.table) {
      this.table.end = line - 1;
      this.fault('missing-commit', wholeLine(line, model), this.table.name, 'table');
    }
    const { name } = model.declaration as TableLine;
    const nameSpan = { line, start: name?.start ?? 0, end: name?.end ?? 1 };
    const fact = name && findTable(name.value);
    if (!fact) this.fault('table-name', nameSpan, name?.value ?? '');
    this.table = {
      name: name?.value ?? '',
      fact,
      line,
      nameSpan,
      end: line,
      chains: new Map(fact?.chains.map((hook) => [hook, this.builtIn(hook)])),
      former: [],
      hasRemovals: false,
    };
    this.tables.push(this.table);
  }

  private builtIn(hook: Hook): ChainModel {
    const chain = newChain(hook, hook);
    // Unless the table is flushed first, nobody knows how many rules the chain has.
    if (!declaresAllChains(this.profile)) chain.count = undefined;
    return chain;
  }

  private commit(line: number, model: LineModel): void {
    if (!this.table) {
      this.outside(line, model);
      return;
    }
    if (model.source.ending === '') this.fault('no-final-newline', wholeLine(line, model), 'COMMIT');
    this.closeTable(line);
  }

  private closeTable(line: number): void {
    if (this.table) this.table.end = line;
    this.table = undefined;
  }

  private declareChain(table: TableModel, line: number, model: LineModel): void {
    const { name, policy } = model.declaration as ChainLine;
    if (!name) {
      this.fault('chain-name', { line, start: 0, end: 1 }, '', 'missing');
      return;
    }
    const place = { line, start: name.start, end: name.end };
    if (!table.chains.has(name.value)) this.fault('chain-name', place, name.value);
    const known = table.chains.get(name.value);
    if (known?.declaration && !known.hook) this.fault('duplicate-chain', place, name.value);
    const chain = known ?? newChain(name.value, undefined);
    if (chain.declaration) chain.mentions.push(place);
    else chain.declaration = place;
    chain.policy = policy?.value;
    table.chains.set(name.value, chain);
    if (!policy) this.fault('chain-policy', place, '', 'missing');
    else if (policy.value !== '-') {
      const policyPlace = { line, start: policy.start, end: policy.end };
      const detail = chain.hook ? 'builtin' : 'user';
      this.fault('chain-policy', policyPlace, policy.value, detail);
    }
  }

  private rule(line: number, model: LineModel): void {
    const { text } = model.source;
    // Nearly every line begins with the dash of its command; to trim it would be a look at each for nothing.
    const bare = text.startsWith('-') ? text : text.trim();
    if (!this.table) {
      this.outside(line, model);
      if (bare.startsWith('*')) this.openIndentedTable(line, model);
      return;
    }
    if (bare === '' || bare === 'COMMIT' || bare.startsWith('#')) {
      // A blank too many turns these into rules that iptables cannot read.
      this.fault('misplaced-blank', wholeLine(line, model), bare === '' || bare === 'COMMIT' ? bare : '#');
      if (bare === 'COMMIT') this.closeTable(line);
      return;
    }
    const rule = model.rule;
    if (!rule) return;
    this.isRule[line] = 1;
    if (rule.stop === 'exit' && readsInOrder(this.profile)) this.end = line;
    else if (rule.stop === undefined) applyRule(this, this.table, line, rule);
  }

  /** So that the rules of an indented table are not each called out of place. */
  private openIndentedTable(line: number, model: LineModel): void {
    const { text } = model.source;
    const star = text.indexOf('*');
    const name = /^[ \t]*([^ \t]+)/.exec(text.slice(star + 1))?.[1] ?? '';
    const start = text.indexOf(name, star + 1);
    const declaration: TableLine = {
      kind: 'table',
      name: { start, end: start + name.length, value: name, quoted: false },
    };
    this.openTable(line, { ...model, declaration });
  }

  private outside(line: number, model: LineModel): void {
    const bare = model.source.text.trim();
    const detail =
      bare === '' ? 'blank' : bare === 'COMMIT' ? 'commit' : /^[*#]/.test(bare) ? 'indented' : 'other';
    this.fault('outside-table', wholeLine(line, model), bare, detail);
  }
}

function wholeLine(line: number, model: LineModel): Omit<Fault, 'code' | 'subject'> {
  return { line, start: 0, end: model.source.text.length };
}
