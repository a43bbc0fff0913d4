// Names of matches behind `-m`, and of verdicts, targets and chains behind `-j`: what the family, the variant, the
// table, the chain and the protocol allow.
import { CompletionItemKind } from 'vscode-languageserver-types';
import type { ExtensionFact, OptionFact } from '../facts/fact';
import { protocolNumber } from '../facts/protocols';
import { formsOf } from '../model/values/forms';
import { completeChains } from './complete-chains';
import type { CompletionContext } from './completion-context';
import { fitsPlace } from './completion-context';
import type { Suggestion } from './completion-item';
import { usualName } from './explain';
import { choice, placeholder } from './snippet';

export function completeMatches(context: CompletionContext): Suggestion[] {
  return extensions(context, 'match').flatMap((fact) =>
    suggest(fact, CompletionItemKind.Module, rankOf(fact), context),
  );
}

export function completeTargets(context: CompletionContext): Suggestion[] {
  return [
    ...extensions(context, 'target').flatMap((fact) => suggest(fact, kindOf(fact), rankOf(fact), context)),
    ...completeChains(context, ({ hook }) => !hook),
  ];
}

function extensions(context: CompletionContext, kind: ExtensionFact['kind']): ExtensionFact[] {
  return context.snapshot.grammar.catalog.extensions.filter(
    (fact) =>
      fact.kind === kind &&
      fitsPlace(fact, context) &&
      fitsProtocol(fact, context) &&
      // The kernel drops nothing in nat.
      !(context.table?.name === 'nat' && kind === 'target' && fact.name === 'DROP'),
  );
}

/** Without a `-p` yet, an extension of any protocol may still fit. */
export function fitsProtocol(
  { protocols }: Pick<ExtensionFact, 'protocols'>,
  { before, whole }: CompletionContext,
): boolean {
  const option = before.protocol ?? whole?.protocol;
  const named = option?.values[0]?.value;
  const number = named === undefined || option?.negation ? undefined : protocolNumber(named);
  return !protocols || number === undefined || protocols.some((name) => protocolNumber(name) === number);
}

/** The name alone, and where options must follow, the name with them. */
function suggest(
  fact: ExtensionFact,
  kind: CompletionItemKind,
  rank: number,
  context: CompletionContext,
): Suggestion[] {
  const alone: Suggestion = {
    label: fact.name,
    kind,
    detail: fact.learned ? `${fact.kind}, from ${fact.learned.from.replace(/^.*[/\\]/, '')}` : fact.kind,
    documentation: { extension: { kind: fact.kind, name: fact.name } },
    rank,
  };
  const needed = fact.options.filter((option) => option.mandatory);
  if (needed.length === 0 || hasOptions(fact, context)) return [alone];
  const options = needed.map((option, index) => `--${usualName(option)}${valueOf(option, index + 1)}`);
  const whole: Suggestion = {
    ...alone,
    label: `${fact.name} ${needed.map((option) => `--${usualName(option)}`).join(' ')} …`,
    kind: CompletionItemKind.Snippet,
    detail: 'with its options',
    rank: 7,
    snippet: `${fact.name} ${options.join(' ')}`,
  };
  return [alone, whole];
}

/** The options stand behind the cursor already. */
function hasOptions({ name }: ExtensionFact, { whole, word }: CompletionContext): boolean {
  return whole?.extensions.some((other) => other.name === name && other.word.start === word.start) ?? false;
}

/** Words of a list that is still easy to choose from. */
const mostChoices = 12;

function valueOf(option: OptionFact, number: number): string {
  if (option.value === 'none') return '';
  const { words = [] } = option;
  if (option.value === 'enumeration' && words.length > 0 && words.length <= mostChoices) {
    return ` ${choice(number, words)}`;
  }
  return ` ${placeholder(
    number,
    option.example ??
      formsOf(option)
        .map(({ label }) => label)
        .join(' '),
  )}`;
}

function kindOf({ options, terminating }: ExtensionFact): CompletionItemKind {
  return terminating && options.length === 0 ? CompletionItemKind.Keyword : CompletionItemKind.Class;
}

/** What most rules use comes before what hardly any does. */
const usual = new Set(
  'conntrack tcp udp icmp icmp6 multiport limit comment set LOG REJECT MARK CONNMARK DNAT SNAT MASQUERADE REDIRECT'.split(
    ' ',
  ),
);

function rankOf({ name, undescribed, learned }: ExtensionFact): number {
  if (name === 'ACCEPT' || name === 'DROP' || name === 'RETURN') return 0;
  if (learned) return 1;
  if (usual.has(name)) return 3;
  return undescribed || name === 'QUEUE' ? 8 : 4;
}
