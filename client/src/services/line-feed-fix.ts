// The server's fix for carriage returns → the command of features/line-ends.ts; all other actions as they are.
import type * as vscode from 'vscode';

type Actions = (vscode.Command | vscode.CodeAction)[] | null | undefined;

export function withLineFeedFix(actions: Actions): Actions {
  return actions?.map((action) => {
    if (!('kind' in action) || !isFix(action)) return action;
    const { edit: _, ...others } = action;
    return { ...others, command: { title: action.title, command: 'netfilterWorkbench.useLineFeeds' } };
  });
}

/** The other action for the same diagnostic silences it, and is not preferred. */
function isFix({ isPreferred, diagnostics }: vscode.CodeAction): boolean {
  return isPreferred === true && diagnostics?.some(isCarriageReturn) === true;
}

function isCarriageReturn({ code }: vscode.Diagnostic): boolean {
  return (typeof code === 'object' ? code.value : code) === 'carriage-return';
}
