// Linting without an editor: files → diagnostics, by the same services and the same workspace as the language
// server. `nfw lint` is its caller.
import { isAbsolute } from 'node:path';
import { URI } from 'vscode-uri';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import type { CheckFailure, SeveritySettings } from './check';
import type { Grammars } from './grammars';
import { createModuleService } from './module/service';
import type { KernelHeaders } from './protocol';
import type { ProfileDefaults } from './rules/profile';
import { diagnose } from './workspace/diagnose';
import { fileKind, isC } from './workspace/file-kind';
import type { FileKind } from './workspace/file-kind';
import { HeaderTree, kernelIncludes } from './workspace/kernel-headers';
import { createShellService } from './shell/service';
import { defaultSettings } from './workspace/settings';
import { Workspace } from './workspace/workspace';

export interface LintFile {
  /** Absolute, or any name that is shown as it is (`-`). */
  readonly path: string;
  readonly text: string;
}

export interface LintOptions {
  /** From `readGrammars` (server/src/grammars.ts). */
  readonly grammars: Grammars;
  /** What is left out is what the file says of itself, else the default: nft, 1.8.9, ipv4. */
  readonly profile?: ProfileDefaults;
  readonly severities?: SeveritySettings;
  /** The kernels that modules are built for: `5.4`, `6.1.76`. */
  readonly kernelVersions?: readonly string[];
  /** Kernels that modules are built for whose headers lie here. */
  readonly kernelHeaders?: readonly KernelHeaders[];
  /** Files that are read for what they declare (headers, the other half of an extension) but not reported on. */
  readonly context?: readonly LintFile[];
  /** Where a check that throws is reported to; the others go on. */
  readonly onFailure?: CheckFailure;
}

export interface LintResult {
  /** The path as it was given. */
  readonly file: string;
  /** In document order; each with `code`, and `data.tier` (`DiagnosticData` of check.ts). */
  readonly diagnostics: Diagnostic[];
}

/**
 * Lints files together: an extension's two halves and the rules that use it see each other. One result a file, in
 * their order.
 */
export async function lint(files: readonly LintFile[], options: LintOptions): Promise<LintResult[]> {
  const workspace = new Workspace(await createModuleService(options.grammars));
  const settings = {
    ...defaultSettings,
    profile: options.profile ?? {},
    severities: options.severities ?? {},
    kernelVersions: options.kernelVersions ?? [],
  };
  for (const { path, text } of options.context ?? []) workspace.setFile(uriOf(path), text);
  for (const { path, text } of files) workspace.setDocument(uriOf(path), kindOf(path, text), text);
  if (files.some(({ path, text }) => kindOf(path, text) === 'script')) {
    const { runtime, bash } = options.grammars;
    workspace.useShell(await createShellService({ runtime, bash: await bash() }));
  }
  await describeKernels(workspace, options.kernelHeaders ?? []);
  return files.map(({ path }) => ({
    file: path,
    diagnostics: diagnose(workspace, uriOf(path), settings, options.onFailure),
  }));
}

async function describeKernels(workspace: Workspace, places: readonly KernelHeaders[]): Promise<void> {
  if (places.length === 0) return;
  const includes = kernelIncludes(workspace.project.sources);
  const described = await Promise.all(places.map((place) => new HeaderTree(place).describe(includes)));
  workspace.setDescribedKernels(described.filter((description) => description !== undefined));
}

/** A file that was named is read, whatever its name: as C if it ends so, else as rules. */
function kindOf(path: string, text: string): FileKind {
  return isC(path) ? 'source' : (fileKind(path, text) ?? 'rules');
}

function uriOf(path: string): string {
  return (isAbsolute(path) ? URI.file(path) : URI.from({ scheme: 'untitled', path })).toString();
}
