// Formatting against the real iptables: for every rule of test/corpus that loads, the file and the formatted file are
// loaded and saved, and must come out the same; formatting what is formatted changes nothing; and of usual rules, whose
// saved forms are known, the formatted line is the very line that iptables-save prints.
import { TextDocument } from 'vscode-languageserver-textdocument';
import { expect, it } from 'vitest';
import { createCatalog, createRuleService } from '../../server/src/rules/service';
import { savedFormOf } from '../../server/src/rules/format/saved-forms/all';
import { nodeOfLine } from '../../server/src/rules/snapshot';
import type { OptionNode, RuleLine } from '../../server/src/rules/syntax/tree';
import { corpusFiles, questionOf, readCorpus } from '../support/corpus';
import type { Family, Question, Variant } from '../support/iptables-oracle';
import { judge } from '../support/judge';
import { RefusedLoad, saveAfterLoad } from '../support/iptables-save';
import { temporaryFolder } from '../support/temporary-folder';

const service = createRuleService();
const catalog = createCatalog();
const version = '1.8.9';

/** Rules of a corpus that add one rule to a built-in chain, and behind which the file is read on. */
function appendingRules(names: readonly string[]): Question[] {
  return names
    .flatMap((name) => readCorpus(name))
    .filter((line) => 'rule' in line && /^-A [A-Z]+ [^\n]*$/.test(line.rule))
    .map(questionOf)
    .filter((question) => ruleOf(question, 'legacy')?.stop === undefined);
}

function ruleOf({ text, family }: Question, variant: Variant): RuleLine | undefined {
  const node = nodeOfLine(open(text, variant, family), 1);
  return node?.kind === 'rule' ? node : undefined;
}

function open(text: string, variant: Variant, family: Family) {
  const profile = { variant, version, family, consumer: 'restore' } as const;
  return service.open(text, { uri: 'file:///rules', profile, catalog });
}

function format(text: string, variant: Variant, family: Family): string {
  const document = TextDocument.create('file:///rules', 'iptables-rules', 1, text);
  return TextDocument.applyEdits(document, service.formatting(open(text, variant, family)));
}

/** iptables-save leaves them out unless it is asked for them. */
function withoutCounters(line: string): string {
  return line.replace(/^\[.*?\] /, '');
}

/** What we say for certain that iptables-save prints: a line, or the beginning of one. */
interface Claim {
  readonly line: string;
  readonly isWhole: boolean;
}

function claimOf({ text, family }: Question, variant: Variant): Claim | undefined {
  const saved = service.savedRule(open(text, variant, family), 1);
  const command = /^-A \S+/.exec(text.split('\n')[1] ?? '')?.[0];
  return saved && command
    ? { line: `${command} ${saved.text}`.trimEnd(), isWhole: saved.isWhole }
    : undefined;
}

function keeps(line: string, claimed: Claim): boolean {
  return claimed.isWhole ? line === claimed.line : `${line} `.startsWith(`${claimed.line} `);
}

/** Rules that iptables-save does not write as they are. */
const unfaithful: readonly RegExp[] = [
  // Known to /etc/protocols alone, which not every machine has.
  /-p (?:mh|ipv6-mh|mptcp)/,
  // A quote in a name is not escaped, so that what is saved cannot be restored.
  /-[io] (?:"eth|0")/,
  // The kernel keeps the beginning of a text, and the other bits of a mask or number are lost.
  /"x{200}|p{29}|--oif averyverylonginterface|\/33$|--limit 5x\/s/,
  // An inverted range from the first port on is saved without a part of it.
  /! --sport :/,
  // iptables-nft makes one match of two.
  /-m tcp --dport 1 -m tcp --dport 2/,
  // iptables-nft reads a burst of zero as none.
  /--limit-burst 0/,
  // Ends of a range that are no addresses but numbers.
  /--dst-range 10-11/,
  // An address is saved without the zone behind it.
  /--ctorigsrc ::%1/,
  // Written as a counter is not.
  /-c 1x|-c -1/,
];

/** Options that a saved rule has no place for, or a value that older versions read with its option. */
function isOutOfForm({ fact, attached }: OptionNode): boolean {
  return attached || (fact !== undefined && 'role' in fact && !['command', 'parameter'].includes(fact.role));
}

/** Whether every extension of the only rule of a file has a saved form, and no list makes several rules of it. */
function isKnown(question: Question, variant: Variant): boolean {
  const node = ruleOf(question, variant);
  if (!node || unfaithful.some((pattern) => pattern.test(question.text.split('\n')[1] ?? ''))) return false;
  const isList = node.options.some(
    ({ owner, fact, values }) => !owner && fact?.value === 'address-list' && values[0]?.value.includes(','),
  );
  return !isList && !node.options.some(isOutOfForm) && node.extensions.every((one) => savedFormOf(one));
}

/** The rules of one table and family that load, as they are and as they are formatted. */
interface Formatted {
  readonly question: Question;
  readonly before: string;
  readonly after: string;
  /** Its saved form must be known. */
  readonly isUsual: boolean;
}

const fileOf = (table: string, rules: readonly string[]) => `*${table}\n${rules.join('\n')}\nCOMMIT\n`;
const lineOf = (text: string) => text.split('\n')[1] ?? '';

interface Result {
  readonly total: number;
  readonly exact: number;
  readonly wrong: readonly unknown[];
}

/** Rules that load, each by itself, may be too many for one load, or share a name that they use differently. */
function compareSome(
  table: string,
  family: Family,
  variant: Variant,
  rules: readonly Formatted[],
  folder: string,
): Result[] {
  if (rules.length <= largestLoad) {
    try {
      return [compare(table, family, variant, rules, folder)];
    } catch (error) {
      if (!(error instanceof RefusedLoad)) throw error;
      // That it loads where its modules are is not this test's business.
      if (rules.length === 1) return [];
    }
  }
  const middle = Math.ceil(rules.length / 2);
  const halves = [rules.slice(0, middle), rules.slice(middle)];
  return halves.flatMap((half) => compareSome(table, family, variant, half, folder));
}

const largestLoad = 250;

/** What is wrong with how rules of one table are formatted, and how many are as iptables-save writes them. */
function compare(
  table: string,
  family: Family,
  variant: Variant,
  rules: readonly Formatted[],
  folder: string,
) {
  const saved = saveAfterLoad(
    fileOf(
      table,
      rules.map(({ before }) => before),
    ),
    variant,
    family,
    folder,
  );
  const savedAfter = saveAfterLoad(
    fileOf(
      table,
      rules.map(({ after }) => after),
    ),
    variant,
    family,
    folder,
  );
  expect(savedAfter).toEqual(saved);
  const wrong: unknown[] = [];
  let exact = 0;
  for (const { question, before, after, isUsual } of rules) {
    const again = lineOf(format(fileOf(table, [after]), variant, family));
    if (again !== after) wrong.push({ after, again });
    const claimed = claimOf(question, variant);
    if (claimed && !saved.some((line) => keeps(line, claimed))) wrong.push({ before, claimed });
    if (saved.includes(withoutCounters(after))) exact += 1;
    else if (isUsual && isKnown(question, variant)) wrong.push({ before, after });
  }
  return { total: rules.length, exact, wrong };
}

it.each(['legacy', 'nft'] as const)('keeps what a rule means to iptables-%s', async (variant) => {
  const questions = appendingRules(corpusFiles());
  // The others probe the edges of single extensions, where a value is kept as it was written.
  const usual = new Set(appendingRules(['rules.jsonl']).map(({ text }) => text));
  const loaded = questions.filter(({ text, family }) => judge(text, family, variant, version).loads);
  const folder = await temporaryFolder();
  const results: Result[] = [];
  for (const family of ['ipv4', 'ipv6'] as const) {
    for (const table of ['filter', 'nat', 'mangle', 'raw', 'security']) {
      const rules = loaded
        .filter((question) => question.family === family && question.text.startsWith(`*${table}\n`))
        .map((question) => {
          const after = lineOf(format(question.text, variant, family));
          const isUsual = usual.has(question.text);
          return { question, before: lineOf(question.text), after, isUsual };
        });
      results.push(...compareSome(table, family, variant, rules, folder.path));
    }
  }
  await folder.remove();
  const [total, exact] = (['total', 'exact'] as const).map((figure) =>
    results.reduce((sum, result) => sum + result[figure], 0),
  );
  expect(total).toBeGreaterThan(500);
  console.log(
    `formatting, ${variant}: ${total} rules keep their meaning, ${exact} of them are written as saved`,
  );
  expect(results.flatMap(({ wrong }) => wrong)).toEqual([]);
});
