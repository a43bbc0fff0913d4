// Rules out of the facts: a chain, parameters, matches and a target with options that the rows of the catalog say they
// have. A careful rule breaks none of the limits the facts name; a careless one breaks some of them at times.
import type { Catalog } from '../../server/src/rules/facts/catalog';
import type { ExtensionFact, Family, Hook, OptionFact } from '../../server/src/rules/facts/fact';
import { tables } from '../../server/src/rules/facts/tables';
import type { CorpusLine } from '../support/corpus';
import { commonProtocols, disturb, makeValues, strangeValue } from './values';
import type { Surroundings } from './values';
import { ruleOf } from './words';

const hookNames = new Set<string>(tables.flatMap(({ chains }) => chains));
/** The parameters that are no extension's. */
const parameters: readonly (OptionFact & { readonly letter: string })[] = [
  { name: 'source', letter: 's', value: 'address-list', explanation: '' },
  { name: 'destination', letter: 'd', value: 'address-list', explanation: '' },
  { name: 'in-interface', letter: 'i', value: 'interface', explanation: '' },
  { name: 'out-interface', letter: 'o', value: 'interface', explanation: '' },
];

export interface GrammarOptions {
  readonly catalog: Catalog;
  /** All rules use this extension. */
  readonly extension: string | undefined;
}

/** A rule of one line for a family. */
export function makeRule(surroundings: Surroundings, options: GrammarOptions): CorpusLine {
  const maker = new RuleMaker(surroundings, options, surroundings.random.chance(0.3));
  const { table, words } = maker.make();
  const { family } = surroundings;
  return { table, rule: ruleOf(words), ...(family === 'ipv6' && { family }) };
}

class RuleMaker {
  constructor(
    private readonly surroundings: Surroundings,
    private readonly options: GrammarOptions,
    private readonly isCareless: boolean,
  ) {}

  make(): { table: string; words: string[] } {
    const { random, family } = this.surroundings;
    const extensions = this.chooseExtensions(family);
    const { table, chain } = this.choosePlace(extensions);
    const protocol = this.chooseProtocol(extensions);
    const words = [
      random.weighted([
        [20, '-A'],
        [1, '-I'],
        [1, '--append'],
      ]),
      chain,
    ];
    if (protocol !== undefined) words.push(...this.negated(0.05), '-p', protocol);
    for (const parameter of parameters) {
      if (random.chance(0.1)) words.push(...this.parameter(parameter, chain));
    }
    if (random.chance(0.03) && family === 'ipv4') words.push('-f');
    for (const extension of extensions.filter(({ kind }) => kind === 'match')) {
      const isImplied = extension.name === protocol && random.chance(0.5);
      if (!isImplied) words.push('-m', extension.name);
      words.push(...this.optionsOf(extension));
    }
    const target = extensions.find(({ kind }) => kind === 'target');
    if (target) words.push('-j', target.name, ...this.optionsOf(target));
    return { table, words };
  }

  /** Whether the rule goes astray at this point. */
  private errs(): boolean {
    return this.isCareless && this.surroundings.random.chance(0.12);
  }

  private chooseExtensions(family: Family): ExtensionFact[] {
    const { random } = this.surroundings;
    const of = (kind: ExtensionFact['kind']) =>
      this.options.catalog.extensions.filter(
        (row) => row.kind === kind && row.families.includes(family) && !row.undescribed,
      );
    const verdicts = of('target').filter(({ options, tables }) => options.length === 0 && !tables);
    const wanted = this.options.catalog.extensions.filter(
      ({ name, families }) => name === this.options.extension && families.includes(family),
    );
    const chosen: ExtensionFact[] = wanted.length > 0 ? [random.pick(wanted)] : [];
    const matches = random.weighted([
      [wanted.length > 0 ? 6 : 2, 0],
      [6, 1],
      [2, 2],
      [1, 3],
    ]);
    if (of('match').length > 0) {
      for (let count = 0; count < matches; count += 1) chosen.push(random.pick(of('match')));
    }
    if (!chosen.some(({ kind }) => kind === 'target')) {
      const kind = random.weighted([
        [2, 'none'],
        [3, 'verdict'],
        [chosen.length > 0 ? 1 : 4, 'target'],
      ]);
      if (kind === 'verdict') chosen.push(random.pick(verdicts));
      if (kind === 'target') chosen.push(random.pick(of('target')));
    }
    return chosen;
  }

  /** A table and a built-in chain of it where all extensions may stand, if there is one. */
  private choosePlace(extensions: readonly ExtensionFact[]): { table: string; chain: string } {
    const { random } = this.surroundings;
    const places = tables.flatMap(({ name, chains }) =>
      chains.map((chain: Hook) => ({ table: name, chain })),
    );
    const allowed = places.filter(({ table, chain }) =>
      extensions.every(
        (row) =>
          (row.tables?.includes(table) ?? true) &&
          (row.hooks?.includes(chain) ?? true) &&
          !(row.name === 'DROP' && table === 'nat'),
      ),
    );
    if (allowed.length === 0 || this.errs()) return random.pick(places);
    const common = allowed.filter(({ table }) => table === 'filter' || table === 'nat');
    return random.pick(common.length > 0 && random.chance(0.6) ? common : allowed);
  }

  private chooseProtocol(extensions: readonly ExtensionFact[]): string | undefined {
    const { random, family } = this.surroundings;
    const needs = extensions.map(({ protocols }) => protocols ?? []).find((list) => list.length > 0);
    const implied = extensions.find(
      ({ name, kind }) => kind === 'match' && commonProtocols.includes(name),
    )?.name;
    if (this.errs()) return random.chance(0.5) ? undefined : random.pick(commonProtocols);
    if (needs) return random.pick(needs);
    if (implied !== undefined) return implied;
    if (extensions.some(({ name }) => name === 'icmp6')) return 'ipv6-icmp';
    if (family === 'ipv6' && random.chance(0.05)) return 'ipv6-icmp';
    return random.chance(0.4) ? random.pick(commonProtocols) : undefined;
  }

  private parameter(parameter: OptionFact & { letter: string }, chain: string): string[] {
    const { random } = this.surroundings;
    const isOut = ['OUTPUT', 'POSTROUTING'].includes(chain);
    const isIn = ['INPUT', 'PREROUTING'].includes(chain);
    const isWrong =
      (parameter.letter === 'i' && isOut) || (parameter.letter === 'o' && isIn && hookNames.has(chain));
    if (isWrong && !this.errs()) return [];
    const name = random.chance(0.8) ? `-${parameter.letter}` : `--${parameter.name}`;
    const values = this.values(parameter);
    // Several addresses and a negation do not go together.
    const negation = values.some((value) => value.includes(',')) && !this.errs() ? [] : this.negated(0.15);
    return [...negation, name, ...values];
  }

  private negated(probability: number): string[] {
    return this.surroundings.random.chance(probability) ? ['!'] : [];
  }

  private optionsOf(row: ExtensionFact): string[] {
    const { random } = this.surroundings;
    const chosen = this.chooseOptions(row);
    return chosen.flatMap((option) => {
      const invertible = option.invertible ? 0.2 : 0;
      const negation = this.errs() ? this.negated(0.5) : this.negated(invertible);
      return [...negation, ...this.withName(option, this.values(option), random.chance(0.1))];
    });
  }

  private withName(option: OptionFact, values: readonly string[], isUnusual: boolean): string[] {
    const { random } = this.surroundings;
    const name = random.pick([option.name, ...(option.aliases ?? [])]);
    if (!isUnusual) return [`--${name}`, ...values];
    const [first, ...rest] = values;
    if (first !== undefined && random.chance(0.5)) return [`--${name}=${first}`, ...rest];
    return [`--${name.slice(0, Math.max(1, name.length - random.below(4)))}`, ...values];
  }

  /** Mandatory options and what the extension needs always, others at times; no two that exclude each other. */
  private chooseOptions(row: ExtensionFact): OptionFact[] {
    const { random } = this.surroundings;
    const chosen: OptionFact[] = [];
    const add = (option: OptionFact) => {
      const fits = !chosen.some(
        (other) => other === option || excludes(other, option) || excludes(option, other),
      );
      if (fits || this.errs()) chosen.push(option);
    };
    const needed =
      row.needs === 'any' ? row.options : row.options.filter(({ name }) => row.needs?.includes(name));
    for (const option of row.options) if (option.mandatory && !this.errs()) add(option);
    if (needed.length > 0 && !this.errs()) add(random.pick(needed));
    const most = random.below(4);
    for (let count = 0; count < most && row.options.length > 0; count += 1) {
      if (random.chance(0.6)) add(random.pick(row.options));
    }
    for (const option of [...chosen]) {
      for (const name of option.requires ?? []) {
        const required = row.options.find((other) => other.name === name);
        if (required && !chosen.includes(required)) add(required);
      }
    }
    return random.chance(0.5) ? chosen : chosen.reverse();
  }

  private values(option: OptionFact): string[] {
    const { random } = this.surroundings;
    const values = makeValues(option, this.surroundings);
    if (!this.errs()) return values;
    return values.map((value) => (random.chance(0.5) ? disturb(value, random) : strangeValue(random)));
  }
}

function excludes(one: OptionFact, other: OptionFact): boolean {
  return one.excludes?.includes(other.name) ?? false;
}
