// Which signs the values may have that a function returns, by the statement that returns them.
import type { Range } from 'vscode-languageserver-types';
import { followPointer } from './control-flow-paths';
import type { Path, PointerRules } from './control-flow-rules';
import { signs } from './control-flow-values';
import type { Value } from './control-flow-values';
import type { FunctionModel } from './functions';
import type { Scope } from './scope';

/** By the range of the `return`; of statements left out, and where paths cannot be followed, nothing is known. */
export function returnedSigns(definition: FunctionModel, scope: Scope): ReadonlyMap<Range, number> {
  const rules = new ReturnRules();
  return followPointer<undefined>(definition, '', undefined, rules, scope) ? rules.returned : new Map();
}

class ReturnRules implements PointerRules<undefined> {
  readonly returned = new Map<Range, number>();

  left({ doubtful }: Path<undefined>, result: Value | undefined, range: Range): void {
    const known = this.returned.get(range) ?? signs.none;
    this.returned.set(range, doubtful ? signs.any : known | (result?.signs ?? signs.any));
  }

  // No pointer is followed here.
  readonly keyOf = (): string => '';
  readonly accessed = (): undefined => undefined;
  readonly passed = () => [{ state: undefined }];
  readonly stored = (): undefined => undefined;
  readonly addressPassed = (): [] => [];
  readonly assigned = (): [] => [];
}
