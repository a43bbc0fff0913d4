// symbol-missing: functions that the kernel has, but not for modules.
import { kernelsSeeing, outsideCalls } from '../kernel-api/calls';
import type { OutsideCall } from '../kernel-api/calls';
import type { Kernel } from '../kernel-api/kernel';
import { listed } from '../kernel-api/wording';
import { isModule, isPartOfKernel } from './kernel-source';
import type { ModuleCheck } from './subject';

export const symbolMissing: ModuleCheck = {
  code: 'symbol-missing',
  tier: 'module',
  severity: 'error',
  title: 'Symbols that are not exported',
  explanation: `A module may call those functions of the kernel that are exported (EXPORT_SYMBOL). A header declares others too: the call
compiles, modpost complains that the symbol is undefined, and insmod fails with "Unknown symbol in module".

Which symbols there are is read from Module.symvers of the connected target, so this check is silent without one. A symbol of a
kernel whose configuration leaves it out is missing as well.`,
  source: 'scripts/mod/modpost.c, check_exports; kernel/module/main.c, resolve_symbol',
  *run({ source, project }) {
    const kernels = project.kernels.filter(({ symbol }) => symbol !== undefined);
    if (kernels.length === 0 || !isModule(source) || isPartOfKernel(source.uri)) return;
    for (const call of outsideCalls(source)) {
      const missing = kernels.filter((kernel) => isMissing(call, kernel));
      if (missing.length === 0 || project.definesFunction(call.name)) continue;
      const broken = kernelsSeeing(call, missing, source, project);
      if (broken.length === 0) continue;
      yield {
        range: call.range,
        message: `${call.name} is not exported to modules on ${listed(broken.map(({ name }) => name))}: insmod fails with "Unknown symbol".`,
      };
    }
  },
};

/** Declared as a function that lies elsewhere, and by nothing else, but not exported. */
function isMissing({ name }: OutsideCall, { symbol, declarationsOf }: Kernel): boolean {
  const declarations = declarationsOf?.(name) ?? [];
  return (
    declarations.length > 0 &&
    declarations.every(({ kind }) => kind === 'prototype') &&
    symbol !== undefined &&
    symbol(name) === undefined
  );
}
