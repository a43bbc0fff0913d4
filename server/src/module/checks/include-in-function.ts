// include-in-function: headers that are included in the middle of a function.
import { activityOf } from '../model/calls';
import { contains } from '../model/nodes';
import type { ModuleCheck } from './subject';

export const includeInFunction: ModuleCheck = {
  code: 'include-in-function',
  tier: 'module',
  severity: 'warning',
  title: 'Include within a function',
  explanation: `A header of the kernel defines functions and types, which have no place within a function. Such a file compiles only as long as
some other header has included the same one before, so that its guard leaves nothing of it; with another kernel or another
configuration it no longer does.

Include the header at the top of the file, with the same conditional around it if it needs one.`,
  source: 'ISO C11 6.9.1: functions do not nest; gcc says "invalid storage class for function"',
  *run({ source }) {
    for (const { path, local, range } of source.includes) {
      // A file of one's own may be made to be included there: a table, the body of a loop.
      if (local || !path.endsWith('.h')) continue;
      const around = source.functions.find((definition) => contains(definition.range, range.start));
      if (!around || activityOf(around).incomplete) continue;
      yield {
        range,
        message: `<${path}> is included within ${around.name}: this compiles only while another header has included it before.`,
      };
    }
  },
};
