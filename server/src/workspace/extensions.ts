// The extensions of a workspace by name: which registrations belong to one, whatever files they lie in.
import { URI } from 'vscode-uri';
import type { Extension } from '../module/model/extension';
import type { ModuleProject } from '../module/project';
import type { WorkspaceExtension } from '../protocol';
import type { ExtensionName } from '../rules/service';

/** All registrations of an extension that rules name so, userspace first: that is where rules are read. */
export function registrationsOf(project: ModuleProject, name: ExtensionName): Extension[] {
  const userspace: Extension[] = [];
  const kernel: Extension[] = [];
  for (const extension of project.sources.flatMap((source) => project.extensionsOf(source))) {
    if (extension.kind !== name.kind || extension.name !== name.name) continue;
    (extension.side === 'userspace' ? userspace : kernel).push(extension);
  }
  return [...userspace, ...kernel];
}

/** One row for each name, for lists in the client. */
export function listExtensions(project: ModuleProject): WorkspaceExtension[] {
  const names = new Map<string, ExtensionName>();
  for (const { kind, name } of project.sources.flatMap((source) => project.extensionsOf(source))) {
    names.set(`${kind} ${name}`, { kind, name });
  }
  return [...names.values()].map((name) => {
    const all = registrationsOf(project, name);
    const pathOf = (side: Extension['side']) => {
      const source = all.find((extension) => extension.side === side)?.source;
      return source && URI.parse(source.uri).fsPath;
    };
    return {
      ...name,
      kernelSource: pathOf('kernel'),
      userspaceSource: pathOf('userspace'),
      revisions: [...new Set(all.flatMap(({ revision }) => revision ?? []))].sort((a, b) => a - b),
    };
  });
}
