// Where a name comes from: a chain's declaration in this file, or, for workspace/ to find in C, an extension or one
// of its options.
import type { Position, Range } from 'vscode-languageserver-types';
import type { RuleSnapshot } from '../snapshot';
import type { ExtensionNode } from '../syntax/tree';
import { chainNamedBy, rangeOf, thingAt } from './cursor';

export interface ExtensionName {
  readonly kind: 'match' | 'target';
  readonly name: string;
}

/** What stands at a position, for workspace/ to resolve to C, or ready to be shown. */
export type RuleDefinition =
  /** Ranges in the same file: the chain's declaration. */
  | {
      readonly kind: 'chain';
      readonly name: string;
      readonly origin: Range;
      readonly targets: readonly Range[];
    }
  | { readonly kind: 'extension'; readonly extension: ExtensionName; readonly origin: Range }
  | {
      readonly kind: 'option';
      readonly extension: ExtensionName;
      /** Full name without dashes, also where the file abbreviates it. */
      readonly option: string;
      readonly origin: Range;
    };

export function definition(snapshot: RuleSnapshot, position: Position): RuleDefinition | undefined {
  const thing = thingAt(snapshot, position);
  if (!thing) return undefined;
  const origin = rangeOf(position.line, thing.word);
  if (thing.kind === 'chain') {
    const { value: name } = thing.word;
    const chain = chainNamedBy(snapshot, position.line, thing.word);
    if (chain?.declaration) {
      const targets = [rangeOf(chain.declaration.line, chain.declaration)];
      return { kind: 'chain', name, origin, targets };
    }
    // A jump to a name that is no chain here may be a target that a C source registers.
    return chain ? undefined : { kind: 'extension', extension: { kind: 'target', name }, origin };
  }
  if (thing.kind === 'extension') return { kind: 'extension', extension: nameOf(thing.extension), origin };
  if (thing.kind !== 'option' || !thing.option.owner) return undefined;
  const option = thing.option.fact?.name ?? thing.word.value.replace(/^--/, '').replace(/=.*$/, '');
  return { kind: 'option', extension: nameOf(thing.option.owner), option, origin };
}

function nameOf({ kind, name }: ExtensionNode): ExtensionName {
  return { kind, name };
}
