// return-in-void: functions without a value that return one.
import { activityOf } from '../model/calls';
import type { Expression } from '../model/expression';
import type { SourceModel } from '../model/source';
import type { TypeReference } from '../model/type-reference';
import type { ModuleCheck } from './subject';

export const returnInVoid: ModuleCheck = {
  code: 'return-in-void',
  tier: 'module',
  severity: 'hint',
  title: 'Value returned from a void function',
  explanation: `A function that is declared \`void\` has nothing to return. gcc lets \`return f();\` pass in one as long as \`f\` returns nothing
either, and warns, or refuses the file since version 14, as soon as it does: with a kernel where the function called returns an
error the module no longer builds, and until then the error is lost.

Write the call as a statement, and \`return;\` after it where one is needed.`,
  source: 'ISO C11 6.8.6.4; gcc -Wreturn-mismatch',
  *run({ source }) {
    for (const definition of source.functions) {
      if (!isVoid(definition.returnType)) continue;
      for (const { value, range } of activityOf(definition).returns) {
        if (!value || returnsNothing(value, source)) continue;
        yield isNumber(value)
          ? {
              range,
              severity: 'warning',
              message: `${definition.name} is void but returns a value: gcc warns, and refuses the file since version 14.`,
              fixes: [{ title: 'Return nothing', edits: [{ range, newText: 'return;' }] }],
            }
          : {
              range,
              message: `${definition.name} is void: the value it returns may be an error that is lost here.`,
            };
      }
    }
  },
};

function isNumber(value: Expression): boolean {
  return value.kind === 'number' || (value.kind === 'unary' && value.operator !== '!');
}

/** A call of a function of the same file that returns nothing either: nothing is lost, today or later. */
function returnsNothing(value: Expression, { functions }: SourceModel): boolean {
  if (value.kind !== 'call') return false;
  const called = functions.filter(({ name }) => name === value.callee);
  return called.length > 0 && called.every(({ returnType }) => isVoid(returnType));
}

function isVoid({ name, pointers }: TypeReference): boolean {
  return name === 'void' && pointers === 0;
}
