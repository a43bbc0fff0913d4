// Which constraint judges the options of an extension, if any does.
import type { ExtensionNode } from '../../syntax/tree';
import { constraints } from './all';
import type { Constraint } from './constraint';

const byName = new Map(constraints.map((constraint) => [keyOf(constraint), constraint]));

/** An extension that was learned from C has none of ours, whatever its name. */
export function constraintOf({ kind, set }: ExtensionNode): Constraint | undefined {
  if (!set || set.fact.learned) return undefined;
  return byName.get(keyOf({ kind, name: set.fact.name }));
}

/** Whether what is right with one value of the extension may depend on another. */
export function hasConstraint(extension: ExtensionNode): boolean {
  return constraintOf(extension) !== undefined;
}

function keyOf({ kind, name }: Pick<Constraint, 'kind' | 'name'>): string {
  return `${kind} ${name}`;
}
