// What is wrong with one file of the workspace, whatever its kind: the one way to diagnostics, for the language server
// and for `nfw lint`.
import type { Diagnostic } from 'vscode-languageserver-types';
import type { CheckFailure } from '../check';
import { diagnoseBuildFile, diagnoseSource } from '../module/service';
import { diagnoseEmbeddedFile } from './embedded-files';
import { diagnoseBoth } from './diagnose-both';
import { relateLimits } from './relate-limits';
import type { ServerSettings } from './settings';
import type { Workspace } from './workspace';

export function diagnose(
  workspace: Workspace,
  uri: string,
  settings: ServerSettings,
  onFailure?: CheckFailure,
): Diagnostic[] {
  workspace.useKernelVersions(settings.kernelVersions);
  const source = workspace.source(uri);
  if (source) return diagnoseSource(source, workspace.project, settings.severities, onFailure);
  const buildFile = workspace.buildFile(uri);
  if (buildFile) return diagnoseBuildFile(buildFile, workspace.project, settings.severities, onFailure);
  const embedded = workspace.embedded(uri, settings);
  if (embedded) {
    return relateLimits(workspace, diagnoseEmbeddedFile(workspace.rules, embedded, settings, onFailure));
  }
  const rules = workspace.ruleSnapshot(uri, settings);
  if (!rules) return [];
  const other = workspace.otherVariant(uri, settings);
  const found = other ? diagnoseBoth(workspace.rules, rules, other) : workspace.rules.diagnostics(rules);
  return relateLimits(workspace, found, rules.settings.profile.family);
}
