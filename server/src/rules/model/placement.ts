// The extensions and options of a rule that may only stand in some tables or on some hooks, for the check
// misplaced-extension, which knows the chains.
import type { Hook, TableName, Variant } from '../facts/fact';
import type { ExtensionNode, OptionNode, Span } from '../syntax/tree';

export interface Placement {
  /** As a message names it: `the match socket`, `--physdev-out`. */
  readonly what: string;
  /** Those it may stand in; any when left out. */
  readonly tables?: readonly TableName[] | undefined;
  readonly hooks?: readonly Hook[] | undefined;
  /** The variants that ask; both when left out. */
  readonly by?: readonly Variant[] | undefined;
  /**
   * The kernel module asks for the hooks by itself, in its checkentry. Behind iptables-nft it only learns of the hook
   * of a built-in chain; a chain of one's own may be reached from anywhere.
   */
  readonly isAskedByModule: boolean;
  readonly span: Span;
}

const none: readonly Placement[] = [];

export function placementsOf(extensions: readonly ExtensionNode[]): readonly Placement[] {
  let found: Placement[] | undefined;
  for (const { set, word, options } of extensions) {
    if (!set) continue;
    const { kind, name, tables, hooks, placedBy: by } = set.fact;
    if (tables || hooks) {
      (found ??= []).push({
        what: `the ${kind} ${name}`,
        tables,
        hooks,
        by,
        isAskedByModule: false,
        span: word,
      });
    }
    for (const option of options) {
      const placement = placementOf(option, options);
      if (placement) (found ??= []).push(placement);
    }
  }
  return found ?? none;
}

function placementOf(option: OptionNode, siblings: readonly OptionNode[]): Placement | undefined {
  const { fact, word, values, uncertain } = option;
  if (!fact || uncertain || isOverruled(option, siblings)) return undefined;
  const [value] = values;
  const { hooksOfWord, hooksUnless, tables } = fact;
  if (value && hooksOfWord) {
    const what = `\`--${fact.name} ${value.value}\``;
    return {
      what,
      hooks: hooksOfWord[value.value],
      isAskedByModule: true,
      span: { ...word, end: value.end },
    };
  }
  const isFree = siblings.some(({ fact: other, negation }) => other?.name === hooksUnless && !negation);
  const hooks = hooksUnless !== undefined && isFree ? undefined : fact.hooks;
  return tables || hooks
    ? { what: `\`--${fact.name}\``, tables, hooks, isAskedByModule: true, span: word }
    : undefined;
}

function isOverruled({ fact, word }: OptionNode, siblings: readonly OptionNode[]): boolean {
  if (fact?.overruledBy === undefined) return false;
  return siblings.some((other) => other.fact?.name === fact.overruledBy && other.word.start > word.start);
}
