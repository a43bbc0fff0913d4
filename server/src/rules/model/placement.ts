// The extensions and options of a rule that may only stand in some tables or on some hooks, for the check
// misplaced-extension, which knows the chains. What is said of a rule holds for all lines that read alike, so it holds no
// places; `spanOfPlacement` finds them in a line.
import type { ExtensionFact, Hook, TableName, Variant } from '../facts/fact';
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
  /** The row of the extension, where it is about the whole of that. */
  readonly fact?: ExtensionFact;
  /** Which extension of the rule it is about, and which of its options, if it is about one. */
  readonly extension: number;
  readonly option?: number;
  /** It is about the option with its value. */
  readonly isOfWord?: true;
}

const none: readonly Placement[] = [];

export function placementsOf(extensions: readonly ExtensionNode[]): readonly Placement[] {
  let found: Placement[] | undefined;
  for (const [extension, { set, options }] of extensions.entries()) {
    if (!set) continue;
    const { kind, name, tables, hooks, placedBy: by } = set.fact;
    if (tables || hooks) {
      (found ??= []).push({
        what: `the ${kind} ${name}`,
        fact: set.fact,
        tables,
        hooks,
        by,
        isAskedByModule: false,
        extension,
      });
    }
    for (const [index, option] of options.entries()) {
      const placement = placementOf(option, options);
      if (placement) (found ??= []).push({ ...placement, isAskedByModule: true, extension, option: index });
    }
  }
  return found ?? none;
}

/** Where a line says what is placed. */
export function spanOfPlacement(
  { extension, option, isOfWord }: Placement,
  extensions: readonly ExtensionNode[],
): Span | undefined {
  const loaded = extensions[extension];
  if (option === undefined) return loaded?.word;
  const node = loaded?.options[option];
  return isOfWord && node
    ? { start: node.word.start, end: node.values[0]?.end ?? node.word.end }
    : node?.word;
}

function placementOf(
  option: OptionNode,
  siblings: readonly OptionNode[],
): Omit<Placement, 'extension' | 'isAskedByModule'> | undefined {
  const { fact, values, uncertain } = option;
  if (!fact || uncertain || isOverruled(option, siblings)) return undefined;
  const [value] = values;
  const { hooksOfWord, hooksUnless, tables } = fact;
  if (value && hooksOfWord) {
    const what = `\`--${fact.name} ${value.value}\``;
    return { what, hooks: hooksOfWord[value.value], isOfWord: true };
  }
  const isFree = siblings.some(({ fact: other, negation }) => other?.name === hooksUnless && !negation);
  const hooks = hooksUnless !== undefined && isFree ? undefined : fact.hooks;
  return tables || hooks ? { what: `\`--${fact.name}\``, tables, hooks } : undefined;
}

function isOverruled({ fact, word }: OptionNode, siblings: readonly OptionNode[]): boolean {
  if (fact?.overruledBy === undefined) return false;
  return siblings.some((other) => other.fact?.name === fact.overruledBy && other.word.start > word.start);
}
