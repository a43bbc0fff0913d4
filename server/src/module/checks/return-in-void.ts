// return-in-void: functions without a value that return one.
import { activityOf } from '../model/calls';
import type { ReturnSite } from '../model/calls';
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
      const { name, pointers } = definition.returnType;
      if (name !== 'void' || pointers > 0) continue;
      for (const { value, range } of activityOf(definition).returns) {
        if (!value) continue;
        yield isNumber(value)
          ? {
              range,
              severity: 'warning',
              message: `${definition.name} is void but returns a value: gcc warns, and refuses the file since version 14.`,
            }
          : {
              range,
              message: `${definition.name} is void: the value it returns may be an error that is lost here.`,
            };
      }
    }
  },
};

function isNumber(value: NonNullable<ReturnSite['value']>): boolean {
  return value.kind === 'number' || (value.kind === 'unary' && value.operator !== '!');
}
