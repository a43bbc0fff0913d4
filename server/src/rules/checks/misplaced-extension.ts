// MASQUERADE in PREROUTING: a match or target that the kernel does not take in this table or on this hook.
import type { Hook } from '../facts/fact';
import { spanOfPlacement } from '../model/placement';
import type { Placement } from '../model/placement';
import { reachOf } from '../model/reach';
import type { Reach } from '../model/reach';
import { putsRule } from '../model/rule';
import type { RuleModel } from '../model/rule';
import { Cell } from '../model/chain-rows';
import { tableAt } from '../model/ruleset';
import type { ChainModel, TableModel } from '../model/ruleset';
import type { RulesetCheck, RulesetContext, RulesetFinding } from './rule-check';
import { logOfHooks, ruleHook } from './rule-hook';
import { logOfTable, ruleTable } from './rule-table';

export const misplacedExtension: RulesetCheck = {
  asks: 'ruleset',
  code: 'misplaced-extension',
  tier: 'kernel',
  severity: 'error',
  title: 'Match or target where the kernel does not take it',
  explanation:
    'Some extensions only work in certain tables, or on certain hooks. The kernel follows the jumps: in a chain of your own, what counts is from which built-in chains it is reached. It says no more than `Invalid argument`.',
  source: 'net/netfilter/x_tables.c, xt_check_match and xt_check_target',
  example: {
    bad: '*nat\n-A PREROUTING -j MASQUERADE\nCOMMIT',
    good: '*nat\n-A POSTROUTING -j MASQUERADE\nCOMMIT',
  },
  *ruleset(context): Iterable<RulesetFinding> {
    const { ruleset, lines } = context;
    const { ownerOf, rows } = ruleset.chains;
    let table: TableModel | undefined;
    let reach: Reach | undefined;
    let seen = new SeenRules();
    for (const line of ruleset.placed) {
      const rule = lines.ruleAt(line);
      const owner = (ownerOf[line] ?? 0) - 1;
      if (!rule || rule.isBroken || owner < 0 || !putsRule(rule)) continue;
      if (!table || line > table.end) {
        table = tableAt(ruleset, line);
        reach = table && reachOf(table);
        seen = new SeenRules();
      }
      if (!table?.fact || !reach) continue;
      const bits = reach.bitsOf(owner);
      const hook = rows.get(owner, Cell.hook);
      if (seen.has(rule, bits, hook)) continue;
      let isMisplaced = false;
      for (const finding of inRule(context, table, ruleset.chains.model(owner), rule, line)) {
        isMisplaced = true;
        yield finding;
      }
      if (!isMisplaced && !table.removed.lines.has(line)) seen.add(rule, bits, hook);
    }
  },
};

/** Rules found to be in place: whether one is depends on the hooks that reach its chain, and lines that read alike share it. */
class SeenRules {
  private readonly keys = new Map<RuleModel, Uint8Array>();
  /** The rule that was asked for last, since lines that read alike stand close together. */
  private last: RuleModel | undefined;
  private lastKeys: Uint8Array | undefined;

  has(rule: RuleModel, bits: number, hook: number): boolean {
    if (rule !== this.last) {
      this.last = rule;
      this.lastKeys = this.keys.get(rule);
    }
    return this.lastKeys?.[bits * 8 + hook] === 1;
  }

  add(rule: RuleModel, bits: number, hook: number): void {
    const keys = this.keys.get(rule) ?? new Uint8Array(256);
    keys[bits * 8 + hook] = 1;
    this.keys.set(rule, keys);
    this.last = undefined;
  }
}

function* inRule(
  context: RulesetContext,
  table: TableModel,
  chain: ChainModel,
  rule: RuleModel,
  line: number,
): Iterable<RulesetFinding> {
  for (const placed of rule.placed) {
    if (placed.by && !placed.by.includes(context.profile.variant)) continue;
    const asks = placed.isAskedByModule && context.profile.variant === 'nft' ? [chain.hook] : undefined;
    const isRemoved = !chain.hook && table.removed.lines.has(line);
    const reached = () => asks ?? (isRemoved ? [] : reachOf(table).hooksOf(chain));
    const isLogged = chain.hook !== undefined || context.profile.variant === 'legacy';
    const found = misplacement(placed, table, reached, chain, isLogged);
    if (!found) continue;
    const node = context.nodeOf(line);
    const span = node?.kind === 'rule' ? spanOfPlacement(placed, node.extensions) : undefined;
    if (span) yield { line, start: span.start, end: span.end, ...tell(placed, found, table) };
  }
}

/** Of an extension whose kernel half is in the workspace, with the field that is not kept to and what the kernel logs. */
function tell(
  { fact }: Placement,
  { field, message, reached }: Misplacement,
  table: TableModel,
): Pick<RulesetFinding, 'message' | 'as' | 'limit'> {
  if (!fact) return { message };
  const limit = { extension: { kind: fact.kind, name: fact.name }, field };
  if (fact.learned?.kernel === undefined) return { message, limit };
  const log = field === 'table' ? logOfTable(fact, table.name) : reached && logOfHooks(fact, reached);
  const as = field === 'table' ? ruleTable : ruleHook;
  return { message: log === undefined ? message : `${message} The kernel logs \`${log}'.`, as, limit };
}

interface Misplacement {
  readonly field: 'table' | 'hooks';
  readonly message: string;
  /** All hooks that lead here; undefined where the kernel does not log them. */
  readonly reached?: readonly Hook[];
}

function misplacement(
  { what, tables, hooks }: Placement,
  table: TableModel,
  reached: () => readonly (Hook | undefined)[],
  chain: ChainModel,
  isLogged: boolean,
): Misplacement | undefined {
  if (tables && !tables.some((name) => name === table.name)) {
    const message = `the kernel refuses ${what} in the table ${table.name}; it works in ${tables.join(', ')}.`;
    return { field: 'table', message };
  }
  if (!hooks) return undefined;
  const all = reached().filter((hook) => hook !== undefined);
  const wrong = all.filter((hook) => !hooks.includes(hook));
  if (wrong.length === 0) return undefined;
  const where = chain.hook ? `in ${wrong.join(', ')}` : `here, where packets come from ${wrong.join(', ')}`;
  const message = `the kernel refuses ${what} ${where}; it works in ${hooks.join(', ')}.`;
  return { field: 'hooks', message, ...(isLogged && { reached: all }) };
}
