// Apply Rules: gives the rule file in the editor to iptables-restore on the target, as it stands, saved or not. What
// iptables says of it becomes problems, which go away as soon as the file is edited.
import * as vscode from 'vscode';
import type { RulesResult, RuleText } from '../../../remote/src/jobs/rules';
import { profileRequest, ruleLanguage } from '../../../server/src/protocol';
import { registerCommand, type WorkbenchContext } from '../context';
import { showProblems } from '../diagnostics';
import { offer } from '../errors';
import { announce } from '../module-command';
import { loadRemote } from '../remote';

export function activate(context: WorkbenchContext): void {
  const complaints = vscode.languages.createDiagnosticCollection('netfilter-apply');
  context.extension.subscriptions.push(
    complaints,
    vscode.workspace.onDidChangeTextDocument(({ document }) => complaints.delete(document.uri)),
    vscode.workspace.onDidCloseTextDocument((document) => complaints.delete(document.uri)),
  );
  registerCommand(context, 'applyRules', () => applyRules(context, complaints));
}

async function applyRules(
  context: WorkbenchContext,
  complaints: vscode.DiagnosticCollection,
): Promise<RulesResult | undefined> {
  const document = vscode.window.activeTextEditor?.document;
  if (document?.languageId !== ruleLanguage) {
    offer(vscode.window.showInformationMessage, 'Open the rule file to apply, then try again.', []);
    return undefined;
  }
  const rules = await readRules(context, document);
  const name = vscode.workspace.asRelativePath(document.uri);
  complaints.delete(document.uri);
  const result = await context.jobs.run(
    `Applying ${name}`,
    async (job) => {
      const remote = await loadRemote();
      return remote.applyRules(job, rules);
    },
    () => applyRules(context, complaints),
  );
  if (result === undefined) return undefined;
  showProblems(complaints, result.problems, 'iptables-restore');
  if (result.ok) announce(`${name} is applied.`);
  else announceRefusal(name, result);
  return result;
}

async function readRules({ server }: WorkbenchContext, document: vscode.TextDocument): Promise<RuleText> {
  const profile = await server.request(profileRequest, { uri: document.uri.toString() });
  return { text: document.getText(), family: profile?.family ?? 'ipv4', file: document.uri.fsPath };
}

function announceRefusal(name: string, { problems }: RulesResult): void {
  const reason = problems[0] === undefined ? '' : ` Line ${problems[0].line}: ${problems[0].message}`;
  offer(
    vscode.window.showErrorMessage,
    `iptables-restore refuses ${name}; the rules are as they were.${reason}`,
    [
      {
        title: 'Open Problems',
        run: () => vscode.commands.executeCommand('workbench.actions.view.problems'),
      },
    ],
  );
}
