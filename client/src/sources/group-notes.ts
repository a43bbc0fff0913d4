// gcc explains an error or a warning in the notes that follow it. This puts them together again.
import type { Problem } from '../../../remote/src/jobs/job';

export interface ExplainedProblem {
  readonly problem: Problem;
  readonly notes: readonly Problem[];
}

/** Notes go to the error or warning before them; one that follows none stands for itself. */
export function groupNotes(problems: readonly Problem[]): ExplainedProblem[] {
  const groups: { problem: Problem; notes: Problem[] }[] = [];
  for (const problem of problems) {
    const last = groups.at(-1);
    if (problem.severity === 'note' && last !== undefined && last.problem.severity !== 'note') {
      last.notes.push(problem);
    } else {
      groups.push({ problem, notes: [] });
    }
  }
  return groups;
}
