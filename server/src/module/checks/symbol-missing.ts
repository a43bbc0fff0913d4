// symbol-missing: functions that the kernel has, but not for modules.
import type { Finding } from '../../check';
import { kernelsSeeing, outsideCalls } from '../kernel-api/calls';
import type { OutsideCall } from '../kernel-api/calls';
import { isMissingOn, missingVersions } from '../kernel-api/exports';
import { judgedVersions } from '../kernel-api/judge';
import type { Kernel } from '../kernel-api/kernel';
import { compiledAt, wrappedFor } from '../kernel-api/place';
import { difference, formatVersion, intersection } from '../kernel-api/versions';
import { listed } from '../kernel-api/wording';
import type { SourceModel } from '../model/source';
import type { ModuleProject } from '../project';
import { isModule, isPartOfKernel } from './kernel-source';
import type { ModuleCheck } from './subject';

export const symbolMissing: ModuleCheck = {
  code: 'symbol-missing',
  tier: 'module',
  severity: 'error',
  title: 'Symbols that are not exported',
  explanation: `A module may call those functions of the kernel that are exported (EXPORT_SYMBOL). A header declares others too: the call
compiles, modpost complains that the symbol is undefined, and insmod fails with "Unknown symbol in module".

Which symbols there are is read from Module.symvers of the connected target; a symbol of a kernel whose configuration leaves it
out is missing as well. Without a target the check knows the functions on the path of a packet that no kernel exports, and
those that were exported once.`,
  source: 'scripts/mod/modpost.c, check_exports; kernel/module/main.c, resolve_symbol',
  *run({ source, project }) {
    if (!isModule(source) || isPartOfKernel(source.uri)) return;
    const { kernels } = project;
    for (const call of outsideCalls(source)) {
      if (kernels.length === 0 && missingVersions(call.name) === undefined) continue;
      const missing = kernels.filter((kernel) => isMissing(call, kernel));
      if ((kernels.length > 0 && missing.length === 0) || project.definesFunction(call.name)) continue;
      const finding =
        kernels.length > 0
          ? missingOn(call, kernelsSeeing(call, missing, source, project))
          : missingAnywhere(call, source, project);
      if (finding) yield finding;
    }
  },
};

function missingOn({ name, range }: OutsideCall, kernels: readonly Kernel[]): Finding | undefined {
  if (kernels.length === 0) return undefined;
  const places = listed(kernels.map((kernel) => kernel.name));
  return {
    range,
    message: `${name} is not exported to modules on ${places}: insmod fails with "Unknown symbol".`,
  };
}

/** Without a kernel stated: missing from all that are judged, or from the newest of them. */
function missingAnywhere(
  { name, range }: OutsideCall,
  source: SourceModel,
  project: ModuleProject,
): Finding | undefined {
  const compiled = compiledAt(source, range.start.line);
  if (!compiled) return undefined;
  const judged = intersection(difference(compiled, wrappedFor(source, name, project)), judgedVersions);
  const exported = difference(judged, missingVersions(name) ?? []);
  if (judged.length === 0) return undefined;
  if (exported.length === 0) {
    return {
      range,
      severity: 'warning',
      message: `${name} is exported to modules by no kernel: insmod fails with "Unknown symbol".`,
    };
  }
  const end = exported.at(-1)?.to ?? Infinity;
  if (end === Infinity || judged.at(-1)?.to !== Infinity) return undefined;
  return {
    range,
    severity: 'hint',
    message: `${name} is not exported to modules since ${formatVersion(end)}: insmod may fail with "Unknown symbol".`,
  };
}

/** Declared as a function that lies elsewhere, and by nothing else, but not exported. */
function isMissing({ name }: OutsideCall, { symbol, declarationsOf, version }: Kernel): boolean {
  if (symbol === undefined) return isMissingOn(name, version);
  const declarations = declarationsOf?.(name) ?? [];
  return (
    declarations.length > 0 &&
    declarations.every(({ kind }) => kind === 'prototype') &&
    symbol(name) === undefined
  );
}
