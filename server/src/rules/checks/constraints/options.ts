// What constraints look for among the options of an extension, and in the rule around it.
import { protocolNumber } from '../../facts/protocols';
import { isPlaceholder } from '../../syntax/placeholder';
import type { ExtensionNode, OptionNode, RuleLine, Span } from '../../syntax/tree';

/** The option of this name, the last where it may stand several times. */
export function findOption({ options }: ExtensionNode, name: string): OptionNode | undefined {
  return options.findLast(({ fact }) => fact?.name === name);
}

export function hasOption(extension: ExtensionNode, name: string): boolean {
  return findOption(extension, name) !== undefined;
}

/** The text of an option's value; undefined where the option is not there, or nobody knows yet what it will be. */
export function knownValue(option: OptionNode | undefined): string | undefined {
  const [value] = option?.values ?? [];
  return value && !isPlaceholder(value.value) ? value.value : undefined;
}

/** Where a fault of the whole option is shown. */
export function spanOf({ word, values }: OptionNode): Span {
  return { start: word.start, end: values.at(-1)?.end ?? word.end };
}

/** The number of the protocol after `-p`, 0 for all of them; `unknown` where a variable stands for it. */
export function namedProtocol({ protocol }: RuleLine): number | 'unknown' {
  const [value] = protocol?.values ?? [];
  if (!value) return 0;
  return isPlaceholder(value.value) ? 'unknown' : (protocolNumber(value.value) ?? 'unknown');
}
