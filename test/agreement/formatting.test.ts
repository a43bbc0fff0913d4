// Formatting against the real iptables: for every rule of test/corpus that loads, the file and the formatted file are
// loaded and saved, and must come out the same; formatting what is formatted changes nothing; and where a saved form
// is known for the extensions of a rule, the formatted line is the very line that iptables-save prints.
import { TextDocument } from 'vscode-languageserver-textdocument';
import { expect, it } from 'vitest';
import { createCatalog, createRuleService } from '../../server/src/rules/service';
import { savedFormOf } from '../../server/src/rules/format/saved-forms/all';
import { nodeOfLine } from '../../server/src/rules/snapshot';
import type { OptionNode, RuleLine } from '../../server/src/rules/syntax/tree';
import { corpusFiles, questionOf, readCorpus } from '../support/corpus';
import { askIptables } from '../support/iptables-oracle';
import type { Family, Question, Variant } from '../support/iptables-oracle';
import { saveAfterLoad } from '../support/iptables-save';
import { temporaryFolder } from '../support/temporary-folder';

const service = createRuleService();
const catalog = createCatalog();
const version = '1.8.9';

/** Rules of the corpus that add one rule to a built-in chain, and behind which the file is read on. */
function appendingRules(): Question[] {
  return corpusFiles()
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

it.each(['legacy', 'nft'] as const)('keeps what a rule means to iptables-%s', async (variant) => {
  const questions = appendingRules();
  const verdicts = await askIptables(questions, variant, version);
  const loaded = questions.filter((_question, index) => verdicts[index]?.loads);
  expect(loaded.length).toBeGreaterThan(100);
  const folder = await temporaryFolder();
  let exact = 0;
  let known = 0;
  const wrong: unknown[] = [];
  try {
    for (const family of ['ipv4', 'ipv6'] as const) {
      for (const table of ['filter', 'nat', 'mangle', 'raw', 'security']) {
        const own = loaded.filter((one) => one.family === family && one.text.startsWith(`*${table}\n`));
        const file = (rules: readonly string[]) => `*${table}\n${rules.join('\n')}\nCOMMIT\n`;
        const lineOf = (text: string) => text.split('\n')[1] ?? '';
        const before = own.map(({ text }) => lineOf(text));
        const after = own.map(({ text }) => lineOf(format(text, variant, family)));
        const saved = saveAfterLoad(file(before), variant, family, folder.path);
        expect(saveAfterLoad(file(after), variant, family, folder.path)).toEqual(saved);
        own.forEach((question, index) => {
          const formatted = after[index] ?? '';
          const again = lineOf(format(file([formatted]), variant, family));
          if (again !== formatted) wrong.push({ formatted, again });
          if (!isKnown(question, variant)) return;
          known += 1;
          if (saved.includes(withoutCounters(formatted))) exact += 1;
          else wrong.push({ rule: before[index], formatted });
        });
      }
    }
  } finally {
    await folder.remove();
  }
  console.log(
    `formatting, ${variant}: ${loaded.length} rules mean the same, ${exact} of ${known} are as iptables-save writes them`,
  );
  expect(wrong).toEqual([]);
});
