import { describe, expect, it } from 'vitest';
import { groupNotes } from '../../../client/src/sources/group-notes';
import type { Problem } from '../../../remote/src/jobs/job';

const problem = (severity: Problem['severity'], message: string): Problem => ({
  file: '/module/xt_CLONE.c',
  line: 1,
  column: 1,
  severity,
  message,
});

describe('the notes of the compiler', () => {
  it('go to the complaint before them', () => {
    const groups = groupNotes([
      problem('error', 'unknown type'),
      problem('note', 'declared here'),
      problem('note', 'and here'),
      problem('warning', 'unused'),
    ]);
    expect(groups.map((group) => [group.problem.message, group.notes.map(({ message }) => message)])).toEqual(
      [
        ['unknown type', ['declared here', 'and here']],
        ['unused', []],
      ],
    );
  });

  it('stand alone when there is no complaint before them', () => {
    expect(groupNotes([problem('note', 'one'), problem('note', 'two')])).toHaveLength(2);
  });
});
