// What the compiler, modpost and the linker complained about, in the Problems panel: of the last build, and of what was
// saved since. What the server has found on the same line is not said twice.
import * as vscode from 'vscode';
import type { Problem } from '../../../remote/src/jobs/job';
import type { WorkbenchContext } from '../context';
import { showProblems } from '../diagnostics';
import { groupNotes } from '../sources/group-notes';
import { isSaidByServer, mergeProblems } from '../sources/merge-problems';

interface ModuleProblems {
  readonly collection: vscode.DiagnosticCollection;
  problems: readonly Problem[];
}

export function activate({ extension, loop }: WorkbenchContext): void {
  const known = new Map<string, ModuleProblems>();
  const problemsOf = (module: string): ModuleProblems => {
    const before = known.get(module);
    if (before !== undefined) return before;
    const collection = vscode.languages.createDiagnosticCollection(`netfilter-build ${module}`);
    const created = { collection, problems: [] };
    extension.subscriptions.push(collection);
    known.set(module, created);
    return created;
  };
  const show = (module: string, problems: readonly Problem[]): void => {
    const shown = problemsOf(module);
    shown.problems = problems;
    shown.collection.clear();
    const news = groupNotes(problems).filter(({ problem }) => !isSaidByServer(problem, findingsAt(problem)));
    showProblems(
      shown.collection,
      news.flatMap(({ problem, notes }) => [problem, ...notes]),
      module,
    );
  };
  extension.subscriptions.push(
    loop.onWillBuild(({ module }) => show(module, [])),
    loop.onDidBuild(({ module, result }) => show(module.module, result.problems)),
    loop.onDidCheck(({ module, result }) =>
      show(module.module, mergeProblems(problemsOf(module.module).problems, result)),
    ),
  );
}

/** The codes of what others say of the line of a problem. */
function findingsAt({ file, line }: Problem): string[] {
  return vscode.languages
    .getDiagnostics(vscode.Uri.file(file))
    .filter(({ range }) => range.start.line === line - 1)
    .map(({ code }) => String(typeof code === 'object' ? code.value : code));
}
