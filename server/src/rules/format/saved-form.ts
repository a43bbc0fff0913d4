// How iptables-save writes the options of an extension: which spelling, in which order, with which values. An
// extension without a form of its own keeps the order and the values its author chose; only the words around them
// are put right.
import type { Family } from '../facts/fact';
import type { ExtensionNode, OptionNode } from '../syntax/tree';
import { writeText, writeWord } from './write-word';

/** One option as it is written. */
export interface SavedOption {
  /** Without the dashes. */
  readonly name: string;
  readonly isNegated: boolean;
  /** Words as they stand in the file, quotes and all. */
  readonly values: readonly string[];
}

/** What the writer of a value may ask beside the text. */
export interface WriterContext {
  readonly option: OptionNode;
  readonly family: Family;
  /** The protocol that the rule's `-p` names, for ports by name. */
  readonly protocol: string | undefined;
}

/** A value → the word iptables-save writes; the text itself where it means nothing to us (a host name). */
export type WriteValue = (text: string, context: WriterContext) => string;

export interface SavedForm {
  readonly kind: ExtensionNode['kind'];
  readonly name: string;
  /** The options by the names iptables-save writes, in its order. Those not listed come last, as they are. */
  readonly options: Readonly<Record<string, WriteValue>>;
  /** What the form does beyond: an option left out because it says the default, or written as another. */
  rewrite?(options: readonly SavedOption[], family: Family): readonly SavedOption[];
}

/** The options of one extension of a rule, as iptables-save writes them. */
export function saveOptions(
  extension: ExtensionNode,
  form: SavedForm | undefined,
  family: Family,
  protocol: string | undefined,
): readonly SavedOption[] {
  const names = Object.keys(form?.options ?? {});
  const written = extension.options.map((option) => {
    const name = savedName(option, names);
    const write = form?.options[name] ?? writeAsItIs;
    const context = { option, family, protocol };
    return {
      name,
      isNegated: option.negation !== undefined,
      values: option.values.map(({ value }) => write(value, context)),
    };
  });
  const ordered = form
    ? written.toSorted((one, other) => placeOf(one.name, names) - placeOf(other.name, names))
    : written;
  return form?.rewrite?.(ordered, family) ?? ordered;
}

/** Of the names an option goes by, the one that iptables-save writes. */
function savedName({ fact, word }: OptionNode, names: readonly string[]): string {
  if (!fact) return word.value.replace(/^-+/, '');
  return [fact.name, ...(fact.aliases ?? [])].find((name) => names.includes(name)) ?? fact.name;
}

function placeOf(name: string, names: readonly string[]): number {
  const place = names.indexOf(name);
  return place < 0 ? names.length : place;
}

const writeAsItIs: WriteValue = (text, { option }) =>
  option.fact?.value === 'string' ? writeText(text) : writeWord(text);
