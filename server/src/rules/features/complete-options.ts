// The options that may come next: those of iptables itself and of the extensions loaded so far, less those used up
// or excluded; and those of extensions not loaded yet, which bring their `-m` with them.
import { CompletionItemKind } from 'vscode-languageserver-types';
import type { CompletionItem } from 'vscode-languageserver-types';
import { coreOptions } from '../facts/core-options';
import type { CoreOptionFact } from '../facts/core-options';
import type { ExtensionFact, OptionFact } from '../facts/fact';
import { protocolName } from '../facts/protocols';
import type { ExtensionNode, OptionNode } from '../syntax/tree';
import { commands } from './complete-line';
import type { CompletionContext } from './completion';
import { toItems } from './completion-item';
import type { Suggestion } from './completion-item';
import { explainOption } from './explain';

export function completeOptions(context: CompletionContext): CompletionItem[] {
  const { before, position, word } = context;
  const hasCommand = before.command !== undefined;
  const suggestions = hasCommand
    ? [
        ...loadedOptions(context),
        ...protocolOptions(context),
        ...parameters(context),
        ...loadableOptions(context),
      ]
    : commands();
  return toItems(suggestions, position.line, word);
}

/** Options used anywhere in the line, but for the word being typed. */
function used({ whole, before, word }: CompletionContext): readonly OptionNode[] {
  return (whole ?? before).options.filter((option) => option.word.start !== word.start);
}

function parameters(context: CompletionContext): Suggestion[] {
  const taken = used(context);
  const { profile } = context.snapshot.settings;
  return coreOptions
    .filter(({ role, families }) => role === 'parameter' && (families?.includes(profile.family) ?? true))
    .filter((fact) => fact.repeatable || !taken.some((option) => option.fact === fact))
    .filter(
      ({ letter }) => !isJump(letter) || !taken.some(({ owner, fact }) => !owner && isJump(fact.letter)),
    )
    .filter((fact) => directionAllows(fact, context))
    .map((fact) => ({
      label: context.typed.startsWith('--') ? `--${fact.name}` : `-${fact.letter}`,
      kind: CompletionItemKind.Property,
      detail: context.typed.startsWith('--') ? `-${fact.letter}` : `--${fact.name}`,
      documentation: explainOption(fact),
      rank: 3,
    }));
}

function isJump(letter: string): boolean {
  return letter === 'j' || letter === 'g';
}

/** No `-o` in INPUT, no `-i` in OUTPUT. */
function directionAllows({ letter }: CoreOptionFact, { before }: CompletionContext): boolean {
  const chain = before.command?.values[0]?.value;
  if (letter === 'o') return chain !== 'INPUT' && chain !== 'PREROUTING';
  return letter !== 'i' || (chain !== 'OUTPUT' && chain !== 'POSTROUTING');
}

function loadedOptions({ before, whole, word }: CompletionContext): Suggestion[] {
  return before.extensions.flatMap((extension) => {
    const counterpart =
      whole?.extensions.find((other) => other.word.start === extension.word.start) ?? extension;
    const taken = counterpart.options.filter((option) => option.word.start !== word.start);
    return (extension.set?.fact.options ?? [])
      .filter((fact) => isFree(fact, taken))
      .map((fact) => suggest(fact, extension.set?.fact, '', fact.mandatory ? 0 : 1));
  });
}

function isFree(fact: OptionFact, taken: readonly OptionNode[]): boolean {
  const names = taken.map((option) => option.fact?.name ?? '');
  return (
    (fact.repeatable === true || !names.includes(fact.name)) &&
    !fact.excludes?.some((name) => names.includes(name))
  );
}

/** Options of the match that `-p` stands ready to load. */
function protocolOptions({ before, snapshot }: CompletionContext): Suggestion[] {
  const named = before.protocol?.values[0];
  const set = named && snapshot.grammar.protocolMatch(named.value);
  if (!set || before.extensions.some(({ name }) => name === set.fact.name)) return [];
  return set.fact.options.map((fact) => suggest(fact, set.fact, '', 1));
}

/** Typing `--ctst` offers `-m conntrack --ctstate`. */
function loadableOptions({ before, snapshot, typed }: CompletionContext): Suggestion[] {
  if (!typed.startsWith('--')) return [];
  const { family } = snapshot.settings.profile;
  const protocol = before.protocol?.values[0]?.value;
  return snapshot.grammar.catalog.extensions
    .filter(({ kind, families }) => kind === 'match' && families.includes(family))
    .filter(({ name }) => !before.extensions.some((loaded: ExtensionNode) => loaded.name === name))
    .flatMap((extension) => {
      const loading = loadingOf(extension, protocol);
      return loading === undefined
        ? []
        : extension.options.map((fact) => suggest(fact, extension, loading, 7));
    });
}

function loadingOf({ name, protocols }: ExtensionFact, protocol: string | undefined): string | undefined {
  if (!protocols) return `-m ${name} `;
  const [only] = protocols;
  if (protocol === undefined) return protocols.length === 1 ? `-p ${only ?? ''} ` : undefined;
  return protocols.includes(protocolName(protocol) ?? '') ? `-m ${name} ` : undefined;
}

function suggest(
  fact: OptionFact,
  owner: ExtensionFact | undefined,
  loading: string,
  rank: number,
): Suggestion {
  const name = fact.aliases?.[0] ?? fact.name;
  return {
    label: `--${name}`,
    text: `${loading}--${name}`,
    kind: CompletionItemKind.Field,
    detail: loading === '' ? (owner?.name ?? '') : loading.trim(),
    documentation: explainOption(fact, owner),
    rank,
  };
}
