// All printk calls of a workspace, with the formats that the kernel sees: what records of its log are matched to.
import { URI } from 'vscode-uri';
import type { ModuleProject } from '../module/project';
import { printkFormat } from '../module/model/printk-format';
import { createModuleService } from '../module/service';
import type { GrammarBytes, SourceModel } from '../module/service';
import { Remembered } from '../module/remembered';
import type { PrintkCall } from '../protocol';
import { scanFolder } from './files';
import { Workspace } from './workspace';

const calls = new Remembered<readonly PrintkCall[]>();

/** The printk calls of a project, file by file; calls whose format is no string in the source are left out. */
export function printkCallsOf(project: ModuleProject): PrintkCall[] {
  return project.sources.flatMap((source) =>
    calls.of(source, project, (within) => printkCallsIn(source, within)),
  );
}

function printkCallsIn(source: SourceModel, project: ModuleProject): PrintkCall[] {
  const scope = project.scopeOf(source);
  const moduleName = project.moduleNameOf(source);
  const file = URI.parse(source.uri).fsPath;
  return source.printkSites.flatMap((site) => {
    const format = printkFormat(site, scope, moduleName);
    if (format === undefined) return [];
    const { level, function: name, range } = site;
    return [{ file, line: range.start.line + 1, format, level, function: name }];
  });
}

/** Reads a folder's sources and gives their printk calls, for programs that have no language server running. */
export async function collectPrintkCalls(
  folder: string,
  grammars: GrammarBytes,
  signal: AbortSignal = new AbortController().signal,
): Promise<PrintkCall[]> {
  const workspace = new Workspace(await createModuleService(grammars));
  for await (const { uri, text } of scanFolder(URI.file(folder).toString(), signal)) {
    workspace.setFile(uri, text);
  }
  return printkCallsOf(workspace.project);
}
