// The rules on a target that use an extension: in both families, both variants of iptables, and every named
// network namespace. unload.ts names them, replace-module.ts takes them out and puts them back.
import { quoteAll } from '../ssh/quote';
import type { JobContext } from './job';

type Machine = Pick<JobContext, 'session' | 'signal'>;

/** One ruleset: what one `iptables-save` prints. */
export interface RulesetPlace {
  /** Name of the network namespace; empty for the one that the login is in. */
  readonly namespace: string;
  /** e.g. `iptables-nft`, to which `-save` and `-restore` are added. */
  readonly program: string;
}

/** One rule that uses the extension. */
export interface LiveRule extends RulesetPlace {
  readonly table: string;
  readonly chain: string;
  /** One-based place in its chain, as `iptables -I chain place` counts. */
  readonly place: number;
  /** `[packets:bytes]`. */
  readonly counters: string;
  /** As iptables-save prints it: `-A FORWARD -j CLONE --mark 0x1`. */
  readonly text: string;
}

/**
 * Prints each ruleset behind a line that says where it is from. The plain name is asked only where the two
 * variants do not exist under names of their own.
 */
const survey = `
each() {
  for family in iptables ip6tables; do
    programs=
    for variant in legacy nft; do command -v "$family-$variant-save" >/dev/null && programs="$programs $family-$variant"; done
    for program in \${programs:-$family}; do
      command -v "$program-save" >/dev/null || continue
      echo "@ $program $namespace"
      "$@" "$program-save" -c 2>/dev/null
    done
  done
}
namespace=; each
for path in /run/netns/* /var/run/netns/*; do
  [ -e "$path" ] || continue
  namespace=\${path##*/}
  case " $seen " in *" $namespace "*) continue;; esac
  seen="$seen $namespace"
  each ip netns exec "$namespace"
done
`;

export async function findLiveRules(
  { session, signal }: Machine,
  extensions: readonly string[],
): Promise<LiveRule[]> {
  const { stdout } = await session.run(['sh', '-c', survey], { asRoot: true, signal });
  return parseSurvey(stdout, extensions);
}

/** Pure: the output of the survey → the rules in it that use one of the extensions. */
export function parseSurvey(output: string, extensions: readonly string[]): LiveRule[] {
  const rules: LiveRule[] = [];
  const places = new Map<string, number>();
  let from: RulesetPlace = { namespace: '', program: '' };
  let table = '';
  for (const line of output.split('\n')) {
    if (line.startsWith('@ ')) {
      const [program = '', namespace = ''] = line.slice(2).split(' ');
      from = { namespace, program };
      places.clear();
    } else if (line.startsWith('*')) {
      table = line.slice(1).trim();
      places.clear();
    }
    const rule = /^(\[\d+:\d+\]) (-A (\S+) ?.*)$/.exec(line);
    if (rule === null) continue;
    const [, counters = '', text = '', chain = ''] = rule;
    const place = (places.get(chain) ?? 0) + 1;
    places.set(chain, place);
    if (uses(text, extensions)) rules.push({ ...from, table, chain, place, counters, text });
  }
  return rules;
}

/** A name inside quotes, a comment's say, is not a use. */
function uses(rule: string, extensions: readonly string[]): boolean {
  const bare = rule.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""');
  return [...bare.matchAll(/ -[jgm] (\S+)/g)].some(([, name = '']) => extensions.includes(name));
}

/** The text for `iptables-restore --noflush` that takes rules of one table out: the last of a chain first. */
export function removalText(rules: readonly LiveRule[]): string {
  return tableText(rules.toReversed(), ({ chain, place }) => `-D ${chain} ${place}`);
}

/** The text that puts them back where they were, with their counters. */
export function insertionText(rules: readonly LiveRule[]): string {
  return tableText(
    rules,
    ({ chain, place, counters, text }) =>
      `${counters} -I ${chain} ${place}${text.slice(`-A ${chain}`.length)}`,
  );
}

function tableText(rules: readonly LiveRule[], line: (rule: LiveRule) => string): string {
  return `*${rules[0]?.table ?? ''}\n${rules.map(line).join('\n')}\nCOMMIT\n`;
}

/** The rules of each table of each ruleset together, in their order: iptables-restore changes a table as a whole. */
export function perTable(rules: readonly LiveRule[]): [RulesetPlace, LiveRule[]][] {
  const tables = new Map<string, LiveRule[]>();
  for (const rule of rules) {
    const key = `${rule.program} ${rule.namespace} ${rule.table}`;
    const others = tables.get(key);
    if (others === undefined) tables.set(key, [rule]);
    else others.push(rule);
  }
  return [...tables.values()].flatMap((each) => (each[0] === undefined ? [] : [[each[0], each]]));
}

/** One rule in one line, for a sentence: `iptables -A FORWARD -j CLONE (namespace gw)`. */
export function describeRule({ namespace, program, table, text }: LiveRule): string {
  const family = program.startsWith('ip6') ? 'ip6tables' : 'iptables';
  const inTable = table === 'filter' ? '' : ` -t ${quoteAll([table])}`;
  return `${family}${inTable} ${text}${namespace === '' ? '' : ` (namespace ${namespace})`}`;
}
