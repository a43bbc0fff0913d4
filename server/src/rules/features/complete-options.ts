// The options that may come next: those of iptables itself and of the extensions loaded so far, less those used up
// or excluded; and those of extensions not loaded yet, which bring their `-m` or `-j` with them.
import { CompletionItemKind } from 'vscode-languageserver-types';
import { coreOptions } from '../facts/core-options';
import type { CoreOptionFact } from '../facts/core-options';
import type { ExtensionFact, OptionFact } from '../facts/fact';
import { protocolName } from '../facts/protocols';
import type { ExtensionNode, OptionNode } from '../syntax/tree';
import { fitsProtocol } from './complete-extensions';
import { commands } from './complete-line';
import { fitsPlace } from './completion-context';
import type { CompletionContext } from './completion-context';
import type { Suggestion, Suggestions } from './completion-item';
import { usualName } from './explain';

export function completeOptions(context: CompletionContext): Suggestions {
  const { before, word } = context;
  if (!before.command) return { items: commands(), replaced: word };
  const items = [
    ...loadedOptions(context),
    ...protocolOptions(context),
    ...parameters(context),
    ...loadableOptions(context),
  ];
  return { items, replaced: word };
}

/** Options used anywhere in the line, but for the word being typed. */
function used({ whole, before, word }: CompletionContext): readonly OptionNode[] {
  return (whole ?? before).options.filter((option) => option.word.start !== word.start);
}

function parameters(context: CompletionContext): Suggestion[] {
  const { typed, isNegated } = context;
  const taken = used(context);
  return coreOptions
    .filter((fact) => fact.role === 'parameter' && isTakenBy(fact, context))
    .filter((fact) => fact.repeatable || !taken.some((option) => option.fact === fact))
    .filter(
      ({ letter }) => !isJump(letter) || !taken.some(({ owner, fact }) => !owner && isJump(fact.letter)),
    )
    .filter((fact) => directionAllows(fact, context) && (!isNegated || fact.invertible))
    .map(({ name, letter }) => ({
      label: typed.startsWith('--') ? `--${name}` : `-${letter}`,
      kind: CompletionItemKind.Property,
      detail: typed.startsWith('--') ? `-${letter}` : `--${name}`,
      documentation: { option: name },
      rank: 3,
    }));
}

/** By the family, and by the command: `-F` takes no `-j`. */
function isTakenBy({ letter, families }: CoreOptionFact, { snapshot, before }: CompletionContext): boolean {
  const refused = before.command?.fact.refuses ?? '';
  return (
    (families?.includes(snapshot.settings.profile.family) ?? true) &&
    !refused.includes(letter === 'g' || letter === 'm' ? 'j' : letter)
  );
}

function isJump(letter: string): boolean {
  return letter === 'j' || letter === 'g';
}

/** No `-o` where packets come in, no `-i` where they go out. */
function directionAllows({ letter }: CoreOptionFact, { hooks }: CompletionContext): boolean {
  if (letter === 'o') return !hooks.has('INPUT') && !hooks.has('PREROUTING');
  return letter !== 'i' || (!hooks.has('OUTPUT') && !hooks.has('POSTROUTING'));
}

function loadedOptions(context: CompletionContext): Suggestion[] {
  const { before, whole, word } = context;
  return before.extensions.flatMap((extension) => {
    const counterpart =
      whole?.extensions.find((other) => other.word.start === extension.word.start) ?? extension;
    const taken = counterpart.options.filter((option) => option.word.start !== word.start);
    return (extension.set?.fact.options ?? [])
      .filter((fact) => isFree(fact, taken) && fits(fact, context))
      .map((fact) => suggest(fact, extension.set?.fact, '', rankOf(fact, taken)));
  });
}

/** What must stand comes first; what means nothing without an option that is missing comes late. */
function rankOf({ mandatory, requires }: OptionFact, taken: readonly OptionNode[]): number {
  if (mandatory) return 0;
  const lacks = requires?.some((name) => !taken.some(({ fact }) => fact?.name === name));
  return lacks ? 2 : 1;
}

function isFree(fact: OptionFact, taken: readonly OptionNode[]): boolean {
  const others = taken.flatMap((option) => option.fact ?? []);
  return (
    (fact.repeatable === true || !others.some(({ name }) => name === fact.name)) &&
    !others.some(({ name, excludes }) => fact.excludes?.includes(name) || excludes?.includes(fact.name))
  );
}

/** By the `!` before it, the protocol, the table and the hook. */
function fits(fact: OptionFact, context: CompletionContext): boolean {
  if (context.isNegated && !fact.invertible) return false;
  // Whether the option that frees it of its hooks will follow, nobody knows yet.
  const { hooks: _, ...anywhere } = fact;
  const place = fact.hooksUnless === undefined ? fact : anywhere;
  return fitsPlace(place, context) && fitsProtocol(fact, context);
}

/** Options of the match that `-p` stands ready to load. */
function protocolOptions(context: CompletionContext): Suggestion[] {
  const { before, snapshot } = context;
  const named = before.protocol?.values[0];
  const set = named && snapshot.grammar.protocolMatch(named.value);
  if (!set || before.extensions.some(({ name }) => name === set.fact.name)) return [];
  return set.fact.options.filter((fact) => fits(fact, context)).map((fact) => suggest(fact, set.fact, '', 1));
}

/** Typing `--ctst` offers `-m conntrack --ctstate`. */
function loadableOptions(context: CompletionContext): Suggestion[] {
  const { before, snapshot, typed, isNegated } = context;
  if (!typed.startsWith('--') || isNegated || before.command?.fact.refuses?.includes('j')) return [];
  const hasJump = used(context).some(({ owner, fact }) => !owner && isJump(fact.letter));
  return snapshot.grammar.catalog.extensions
    .filter((extension) => fitsPlace(extension, context) && (extension.kind === 'match' || !hasJump))
    .filter(({ name }) => !before.extensions.some((loaded: ExtensionNode) => loaded.name === name))
    .flatMap((extension) => {
      const loading = loadingOf(extension, before.protocol?.values[0]?.value);
      if (loading === undefined) return [];
      const rank = extension.kind === 'match' ? 7 : 8;
      return extension.options
        .filter((fact) => fits(fact, context))
        .map((fact) => suggest(fact, extension, loading, rank));
    });
}

function loadingOf(
  { kind, name, protocols }: ExtensionFact,
  protocol: string | undefined,
): string | undefined {
  const load = `-${kind === 'match' ? 'm' : 'j'} ${name} `;
  if (!protocols) return load;
  const [only] = protocols;
  if (protocol !== undefined) return protocols.includes(protocolName(protocol) ?? '') ? load : undefined;
  if (protocols.length > 1) return undefined;
  // The protocol loads its own match.
  return `-p ${only ?? ''} ${only === name ? '' : load}`;
}

function suggest(
  fact: OptionFact,
  owner: ExtensionFact | undefined,
  loading: string,
  rank: number,
): Suggestion {
  const name = usualName(fact);
  return {
    label: `--${name}`,
    text: `${loading}--${name}`,
    kind: CompletionItemKind.Field,
    detail: loading === '' ? (owner?.name ?? '') : loading.trim(),
    documentation: {
      ...(owner && { extension: { kind: owner.kind, name: owner.name } }),
      option: fact.name,
    },
    rank,
  };
}
